import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttachmentDto } from '../../api/models/attachment-dto';
import { Api } from '../../api/api';
import { LocalDatabase } from '../../core/local-database';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { UploadRequests } from './upload-requests';
import { UploadFailed, Uploads } from './uploads';

describe('files on their way', () => {
  const invoke = vi.fn();
  const request = vi.fn<UploadRequests['send']>();
  let uploads: Uploads;
  /** Ends the requests that are under way, the first one first. */
  let answers: ((attachment: AttachmentDto | HttpErrorResponse) => void)[] = [];

  const settled = async (): Promise<void> => {
    for (let step = 0; step < 20; step++) await vi.advanceTimersByTimeAsync(1);
  };
  const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name, { type: 'text/plain' });
  const kinds = (): string[] => uploads.of('c').map(({ state }) => state.kind);
  const answer = async (id: string | HttpErrorResponse): Promise<void> => {
    answers.shift()?.(typeof id === 'string' ? ({ id } as AttachmentDto) : id);
    await settled();
  };
  const add = async (...files: File[]): Promise<void> => {
    uploads.add('c', files);
    await settled();
  };

  function reload(): void {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: UploadRequests, useValue: { send: request } },
        {
          provide: ServerMeta,
          useValue: { meta: () => undefined, ensure: async () => ({ limits: { uploadBytes: 1_000 } }) },
        },
        { provide: Session, useValue: { accessToken: () => 'token', refresh: async () => 'expired' } },
        { provide: Words, useValue: { load: async () => undefined } },
      ],
    });
    TestBed.inject(LocalDatabase).open('me');
    uploads = TestBed.inject(Uploads);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    answers = [];
    invoke.mockReset().mockResolvedValue(undefined);
    request.mockReset().mockImplementation(
      (_file, _token, _progress, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          answers.push((attachment) =>
            attachment instanceof HttpErrorResponse ? reject(attachment) : resolve(attachment),
          );
        }),
    );
    reload();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it('are sent three at a time, in the order in which they were chosen', async () => {
    await add(file('1'), file('2'), file('3'), file('4'));

    expect(kinds()).toEqual(['uploading', 'uploading', 'uploading', 'waiting']);
    await answer('a');
    expect(kinds()).toEqual(['done', 'uploading', 'uploading', 'uploading']);
    expect(request.mock.calls.map(([{ name }]) => name)).toEqual(['1', '2', '3', '4']);
  });

  it('tell how far they are, and how fast', async () => {
    await add(file('1', 100));
    const progress = request.mock.calls[0]?.[2];

    await vi.advanceTimersByTimeAsync(1_000);
    progress?.(50);

    expect(uploads.of('c')[0]?.state).toMatchObject({ kind: 'uploading', sent: 50 });
    const { state } = uploads.of('c')[0] ?? {};
    expect(state?.kind === 'uploading' && state.bytesPerSecond).toBeGreaterThan(0);
  });

  it('that are empty or too large are not sent at all', async () => {
    await add(file('empty', 0), file('large', 1_001), file('good', 1_000));

    expect(kinds()).toEqual(['failed', 'failed', 'uploading']);
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('stand where one writes at once, and go with a message that is sent in the same moment', async () => {
    uploads.add('c', [file('1')]);
    const taken = uploads.take('c');
    const ids = uploads.attachmentIds(taken);

    await settled();
    await answer('a');

    expect(taken.map(({ name }) => name)).toEqual(['1']);
    expect(await ids).toEqual(['a']);
  });

  it('can be cancelled, and are removed from the server that has them', async () => {
    await add(file('1'), file('2'));
    await answer('a');
    const [done, under] = uploads.of('c');

    uploads.remove(under?.id ?? '');
    uploads.remove(done?.id ?? '');

    expect(uploads.of('c')).toEqual([]);
    expect(request.mock.calls[1]?.[3].aborted).toBe(true);
    expect(invoke).toHaveBeenCalledWith(expect.anything(), { id: 'a' });
  });

  it('are tried again by themselves when the server did not answer', async () => {
    await add(file('1'));
    await answer(new HttpErrorResponse({ status: 0 }));
    expect(kinds()).toEqual(['waiting']);

    uploads.retryWaiting();
    await settled();
    await answer('a');

    expect(kinds()).toEqual(['done']);
  });

  it('that the server refuses say why, and wait to be told', async () => {
    await add(file('1'), file('2'));
    await answer(new HttpErrorResponse({ status: 422, error: { code: 'quota_exceeded' } }));
    await answer(new HttpErrorResponse({ status: 422, error: { code: 'picture_refused' } }));

    expect(uploads.of('c').map(({ state }) => state)).toEqual([
      { kind: 'failed', reason: t('problem.quota_exceeded'), canRetry: true },
      { kind: 'failed', reason: t('problem.picture_refused'), canRetry: false },
    ]);
    uploads.retry(uploads.of('c')[0]?.id ?? '');
    await settled();
    expect(kinds()).toEqual(['uploading', 'failed']);
  });

  it('leave with the message that takes them, which waits until the server has all', async () => {
    await add(file('1'), file('2'));
    const taken = uploads.take('c');
    const ids = uploads.attachmentIds(taken);

    expect(uploads.of('c')).toEqual([]);
    await answer('a');
    await answer('b');

    expect(await ids).toEqual(['a', 'b']);
    uploads.confirm(taken);
    expect(uploads.find(taken[0]?.id ?? '')).toBeUndefined();
    expect(uploads.urlOf('a')).toBe('blob:x');
  });

  it('are described to the server before they are sent', async () => {
    await add(file('1'));
    await answer('a');
    const [{ id } = { id: '' }] = uploads.of('c');
    uploads.describe(id, 'A housing');

    await uploads.attachmentIds(uploads.take('c'));

    expect(invoke).toHaveBeenCalledWith(expect.anything(), { id: 'a', body: { alt: 'A housing' } });
  });

  it('of a message that is not sent after all are where one writes again', async () => {
    await add(file('1'));
    const taken = uploads.take('c');

    uploads.giveBack(taken);

    expect(uploads.of('c').map(({ name }) => name)).toEqual(['1']);
  });

  it('that are on no device any more fail their message for good', async () => {
    const lost = { id: 'lost', name: 'x', size: 1, mediaType: '', alt: '' };

    const refusal = uploads.attachmentIds([lost]).catch((error: unknown) => error);
    await settled();

    expect(await refusal).toBeInstanceOf(UploadFailed);
    expect(await refusal).toMatchObject({ canRetry: false });
  });
});
