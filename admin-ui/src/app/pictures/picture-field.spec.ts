import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import { getMeta } from '../api/fn/server/get-meta';
import { removeMyAvatar } from '../api/fn/pictures/remove-my-avatar';
import type { UserDto } from '../api/models/user-dto';
import { Link } from '../core/realtime/link';
import { Session } from '../core/session';
import { eventually } from '../testing/eventually';
import { UploadRequests } from '../state/uploads/upload-requests';
import { AppDialogs } from '../ui/dialogs';
import { PictureField } from './picture-field';

const ME = { id: 'ana', displayName: 'Ana Berg', avatarUrl: '/api/v1/pictures/before' } as UserDto;
const LIMITS = { avatarBytes: 1_000, uploadBytes: 500 };
const PNG = 'image/png';
const file = (bytes: number, type = PNG): File => new File([new Uint8Array(bytes)], 'me.png', { type });

/** What a browser tells when somebody drops or pastes a file. */
function holding(type: 'drop' | 'paste', held: File): Event {
  const data = { types: ['Files'], files: [held] };
  return Object.assign(new Event(type, { bubbles: true }), { dataTransfer: data, clipboardData: data });
}

describe('the picture in the settings', () => {
  const put = vi.fn<UploadRequests['put']>();
  const invoke = vi.fn();
  const confirm = vi.fn<AppDialogs['confirm']>();
  const isDown = signal(false);

  beforeEach(() => {
    for (const mock of [put, invoke, confirm]) mock.mockReset();
    isDown.set(false);
    invoke.mockImplementation(async (route: unknown) => (route === getMeta ? { limits: LIMITS } : undefined));
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: UploadRequests, useValue: { put } },
        { provide: AppDialogs, useValue: { confirm } },
        { provide: Link, useValue: { isDown } },
      ],
    });
    TestBed.inject(Session).know(ME);
  });

  async function open() {
    const page = TestBed.createComponent(PictureField);
    const element = page.nativeElement as HTMLElement;
    const draw = async (): Promise<void> => {
      page.componentRef.setInput('id', ME.id);
      page.componentRef.setInput('name', ME.displayName);
      page.componentRef.setInput('picture', TestBed.inject(Session).me()?.avatarUrl);
      await page.whenStable();
    };
    await draw();
    const words = (): string => element.textContent.replaceAll(/\s+/g, ' ').trim();
    return {
      draw,
      words,
      source: () => element.querySelector('img')?.getAttribute('src'),
      button: (name: string) =>
        [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === name) ?? expect.fail(name),
      says: (text: string | RegExp) => eventually(() => expect(words()).toMatch(text)),
      choose: (chosen: File) => element.querySelector('.field')?.dispatchEvent(holding('drop', chosen)),
      paste: (chosen: File, target: EventTarget = document.body) => target.dispatchEvent(holding('paste', chosen)),
    };
  }

  it('is looked at before it is saved, and is the new one everywhere then', async () => {
    put.mockImplementation(async (_path, _file, _token, progress) => {
      progress(50);
      return { avatarUrl: '/api/v1/pictures/after' };
    });
    const field = await open();
    field.choose(file(100));
    await field.says('This is how it will look.');
    const shown = field.source();

    field.button('Use this picture').click();

    await field.says('Picture changed');
    await field.draw();
    expect(shown).toMatch(/^blob:/);
    expect(put).toHaveBeenCalledExactlyOnceWith(
      '/api/v1/users/me/avatar',
      { blob: expect.any(File) as File, name: 'me.png' },
      expect.anything(),
      expect.anything(),
      expect.anything(),
    );
    expect(TestBed.inject(Session).me()?.avatarUrl).toBe('/api/v1/pictures/after');
    expect(field.source()).toBe('/api/v1/pictures/after');
  });

  it('may be pasted, but not where one writes', async () => {
    const field = await open();
    const input = document.body.appendChild(document.createElement('input'));

    field.paste(file(100), input);
    input.remove();
    const afterText = field.words();
    field.paste(file(100));

    expect(afterText).not.toContain('This is how it will look.');
    await field.says('This is how it will look.');
  });

  it('that cannot be one is refused before anything is sent', async () => {
    const field = await open();

    field.choose(file(100, 'application/pdf'));
    await field.says('Choose a picture: JPEG, PNG, WebP, GIF or AVIF.');
    field.choose(file(0));
    await field.says('This file is empty.');
    field.choose(file(501));
    await field.says('This picture is larger than 500 bytes. Choose a smaller one.');

    expect(field.source()).toBe('/api/v1/pictures/before');
    expect(put).not.toHaveBeenCalled();
  });

  it('that the server refuses says why and can be tried again; cancelling goes back to the one before', async () => {
    put.mockRejectedValue(new HttpErrorResponse({ status: 422, error: { code: 'picture_refused' } }));
    const field = await open();
    field.choose(file(100));
    await field.says('This is how it will look.');

    field.button('Use this picture').click();
    await field.says("This picture can't be opened. Choose another one.");
    const isOffered = field.button('Use this picture').getAttribute('aria-disabled');
    field.button('Cancel').click();
    await field.says('You can also drop or paste one.');

    expect(isOffered).toBeNull();
    expect(field.source()).toBe('/api/v1/pictures/before');
  });

  it('that is on its way can be cancelled', async () => {
    let signal: AbortSignal | undefined;
    put.mockImplementation((_path, _file, _token, progress, given) => {
      progress(25);
      signal = given;
      return new Promise((_, reject) => given.addEventListener('abort', () => reject(given.reason as Error)));
    });
    const field = await open();
    field.choose(file(100));
    await field.says('This is how it will look.');
    field.button('Use this picture').click();
    await field.says('Sending, 25%');

    field.button('Cancel').click();

    await field.says('You can also drop or paste one.');
    expect(signal?.aborted).toBe(true);
    expect(field.source()).toBe('/api/v1/pictures/before');
  });

  it('goes when that is confirmed', async () => {
    confirm.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    const field = await open();

    field.button('Remove picture').click();
    await eventually(() => expect(confirm).toHaveBeenCalledTimes(1));
    const kept = TestBed.inject(Session).me()?.avatarUrl;
    field.button('Remove picture').click();

    await field.says('Picture removed');
    await field.draw();
    expect(kept).toBe('/api/v1/pictures/before');
    expect(invoke.mock.calls.filter(([route]) => route === removeMyAvatar)).toHaveLength(1);
    expect(field.source()).toBeUndefined();
    expect(field.button('Add picture')).toBeTruthy();
  });

  it('says that it has to wait without a connection', async () => {
    isDown.set(true);
    const field = await open();

    field.button('Remove picture').click();

    expect(field.words()).toContain("You can change the picture when you're back online.");
    expect(field.button('Change picture').getAttribute('aria-disabled')).toBe('true');
    expect(confirm).not.toHaveBeenCalled();
  });
});
