import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { Unsubscribe } from './unsubscribe';

describe('the link of a mail', () => {
  const invoke = vi.fn();
  let page: ComponentFixture<Unsubscribe>;
  const text = (): string => (page.nativeElement as HTMLElement).textContent ?? '';
  const stop = (): void => (page.nativeElement as HTMLElement).querySelector<HTMLElement>('button.primary')?.click();

  beforeEach(() => {
    invoke.mockReset();
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { isSignedIn: signal(false), me: signal(undefined) } },
        {
          provide: ServerMeta,
          useValue: {
            meta: signal(undefined),
            logoUrl: signal(undefined),
            organisation: signal(undefined),
            ensure: async () => undefined,
          },
        },
      ],
    });
    page = TestBed.createComponent(Unsubscribe);
    page.componentRef.setInput('token', 'sealed');
    page.detectChanges();
  });

  it('asks before it stops anything, and then says what is not mailed any more', async () => {
    invoke.mockResolvedValue({ kind: 'digest' });
    expect(text()).toContain('Stop these mails?');
    expect(invoke).not.toHaveBeenCalled();

    stop();

    await eventually(() => expect(text()).toContain('Summaries of unread messages are no longer sent'));
    expect(invoke).toHaveBeenCalledExactlyOnceWith(expect.anything(), { token: 'sealed' });
  });

  it('says what to do where it does not work', async () => {
    const error = { code: 'unsubscribe_link_invalid' };
    invoke.mockRejectedValue(new HttpErrorResponse({ status: 404, error }));

    stop();

    await eventually(() => expect(text()).toContain('This link does not work any more.'));
    expect(text()).toContain('Stop these mails');
  });

  it('that was cut off offers nothing to press', () => {
    page.componentRef.setInput('token', undefined);
    page.detectChanges();

    expect(text()).toContain('This link is incomplete');
    expect((page.nativeElement as HTMLElement).querySelector('button.primary')).toBeNull();
  });
});
