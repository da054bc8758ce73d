import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import type { MeDto } from '../../api/models/me-dto';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { ProfileForm } from './profile-form';

const DESK = { key: 'desk', label: 'Desk', value: '' };
const PHONE = { key: 'phone', label: 'Phone', value: '' };
const NO_SUCH_FIELD = new HttpErrorResponse({
  status: 400,
  error: {
    code: 'validation_failed',
    errors: [{ pointer: '/fields/0/key', code: 'unknown_field', detail: 'There is no such field in profiles.' }],
  },
});

function meWith(fields: MeDto['fields']): MeDto {
  return { id: 'ana', displayName: 'Ana Berg', username: 'ana', avatarUrl: null, fields } as unknown as MeDto;
}

describe('the fields that the organisation added to my profile', () => {
  const save = vi.fn<(body: object) => Promise<MeDto>>();
  let onServer: MeDto['fields'];
  let element: HTMLElement;

  async function open(fields: MeDto['fields']): Promise<void> {
    onServer = fields;
    const answers = async (route: unknown, { body = {} } = {}): Promise<MeDto> =>
      route === updateMe ? save(body) : meWith(onServer);
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke: answers } }] });
    TestBed.inject(Session).know(meWith(fields));
    const page = TestBed.createComponent(ProfileForm);
    await page.whenStable();
    element = page.nativeElement as HTMLElement;
  }

  function control(label: string): HTMLInputElement | undefined {
    const found = [...element.querySelectorAll('label')].find((one) => one.textContent === label);
    return element.querySelector<HTMLInputElement>(`#${found?.htmlFor ?? 'none'}`) ?? undefined;
  }

  function type(label: string, words: string): void {
    const input = control(label) ?? expect.fail(label);
    input.value = words;
    input.dispatchEvent(new Event('input'));
  }

  const leave = (label: string) => control(label)?.dispatchEvent(new Event('blur'));

  it('are saved when one leaves them', async () => {
    save.mockResolvedValue(meWith([{ ...DESK, value: '3.14' }]));
    await open([DESK]);

    type('Desk', '3.14');
    leave('Desk');

    await eventually(() => expect(element.textContent).toContain('Saved'));
    expect(save).toHaveBeenCalledWith({ fields: [{ key: 'desk', value: '3.14' }] });
    expect(element.querySelector('[role=alert]')).toBeNull();
  });

  it('stand below a time zone that is called as it is now, once', async () => {
    save.mockResolvedValue(meWith([]));
    await open([]);

    const zones = [...(element.querySelector('select')?.options ?? [])].map(({ value }) => value);

    expect(zones.filter((name) => /Kolkata|Calcutta|Kyiv|Kiev/.test(name))).toEqual(['Asia/Kolkata', 'Europe/Kyiv']);
  });

  it('are those there are now, and it is said, when one was taken out meanwhile', async () => {
    save.mockRejectedValue(NO_SUCH_FIELD);
    await open([DESK, PHONE]);
    type('Desk', '3.14');
    type('Phone', '55');

    onServer = [{ ...PHONE, label: 'Extension' }];
    leave('Desk');

    await eventually(() => expect(control('Desk')).toBeUndefined());
    expect(element.querySelector('[role=alert]')?.textContent).toMatch(/Desk.* is no longer a field of profiles/);
    expect(element.textContent).not.toContain('There is no such field');
    // What is being typed in another one stays, whatever that one is called now.
    expect(control('Extension')?.value).toBe('55');
  });
});
