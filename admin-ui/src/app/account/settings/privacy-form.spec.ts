import { HttpErrorResponse } from '@angular/common/http';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import type { UserDto } from '../../api/models/user-dto';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { PrivacyForm } from './privacy-form';

const ME = { id: 'ana', presenceVisibility: 'everyone', addableBy: 'contacts', readReceipts: true } as UserDto;

describe('privacy', () => {
  const save = vi.fn<(body: Partial<UserDto>) => Promise<UserDto>>();

  async function open(): Promise<(question: string, answer: string) => HTMLInputElement> {
    const answers = async (route: unknown, { body = {} } = {}): Promise<unknown> =>
      route === updateMe ? save(body) : { features: { readReceipts: 'choice' } };
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke: answers } }] });
    TestBed.inject(Session).know(ME);
    const page = TestBed.createComponent(PrivacyForm);
    await page.whenStable();
    const element = page.nativeElement as HTMLElement;
    return (question, answer) => {
      const group = [...element.querySelectorAll('fieldset')].find((one) => one.textContent.includes(question));
      const label = [...(group?.querySelectorAll('label') ?? [])].find((one) => one.textContent.includes(answer));
      return label?.querySelector('input') ?? expect.fail(`${question}: ${answer}`);
    };
  }

  it('says who can add me to groups, and lets me decide it', async () => {
    save.mockImplementation(async (body) => ({ ...ME, ...body }));
    const radio = await open();
    expect(radio('Who can add you to groups', 'People I talk to').checked).toBe(true);

    radio('Who can add you to groups', 'Nobody').click();

    await eventually(() => expect(save).toHaveBeenCalledWith({ addableBy: 'nobody' }));
    await eventually(() => expect(TestBed.inject(Session).me()?.addableBy).toBe('nobody'));
    expect(radio('Who can add you to groups', 'Nobody').checked).toBe(true);
    expect(radio("Who can see when you're online", 'Everyone').checked).toBe(true);
  });

  it('goes back to what holds when a choice could not be saved', async () => {
    let refuse: (reason: unknown) => void = () => undefined;
    save.mockReturnValue(new Promise((_, reject) => (refuse = reject)));
    const radio = await open();
    radio('Who can add you to groups', 'Nobody').click();
    await TestBed.inject(ApplicationRef).whenStable();

    refuse(new HttpErrorResponse({ status: 503 }));

    await eventually(() => expect(radio('Who can add you to groups', 'People I talk to').checked).toBe(true));
  });
});
