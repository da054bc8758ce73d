import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { deleteAttachment } from '../../api/fn/files/delete-attachment';
import { saveDraft } from '../../api/fn/drafts/save-draft';
import type { AttachmentDto } from '../../api/models/attachment-dto';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import { LocalDatabase } from '../../core/local-database';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { Toasts } from '../../ui/toast.service';
import type { DraftFile } from '../uploads/outgoing-file';
import { UploadRequests } from '../uploads/upload-requests';
import { Uploads } from '../uploads/uploads';
import { type DraftText, NOTHING } from './draft-text';
import { Drafts } from './drafts';

const AT = '2026-11-18T09:00:00.000Z';
const file = (name: string): File => new File(['x'], name, { type: 'text/plain' });
const aFile = (attachmentId: string, name: string): DraftFile => ({
  attachmentId,
  name,
  size: 1,
  mediaType: 'text/plain',
  alt: '',
});

describe('files of what is begun', () => {
  const upload = vi.fn<UploadRequests['send']>();
  const toast = vi.fn();
  /** What the server was asked to keep, and what it then refuses. */
  const saved: string[][] = [];
  const known: string[][] = [];
  const removed: string[] = [];
  /** What the server makes of the files of a save; itself where it knows of no others. */
  let kept: ((ids: readonly string[]) => string[]) | undefined;
  let refusal: { readonly status: number; readonly errors: readonly FieldErrorDto[] } | undefined;
  let version = 100;
  let drafts: Drafts;
  let uploads: Uploads;

  const names = (): string[] => uploads.of('c').map(({ name }) => name);
  const pass = async (milliseconds: number): Promise<void> => {
    for (let step = 0; step < 20; step++) await vi.advanceTimersByTimeAsync(milliseconds / 20);
  };
  const hear = (text: Partial<DraftText>): void =>
    drafts.receive({
      id: 'c',
      isNewMessage: false,
      version: ++version,
      text: { ...NOTHING, ...text },
      updatedAt: AT,
    });
  const refuse = (status: number, pointer: string, code: string): void => {
    refusal = { status, errors: [{ pointer, code, detail: code }] };
  };

  async function reload(): Promise<void> {
    TestBed.resetTestingModule();
    const invoke = async (
      route: unknown,
      params: { id: string; body: Record<'attachmentIds' | 'knownAttachmentIds', string[]> },
    ) => {
      if (route === deleteAttachment) return void removed.push(params.id);
      if (route !== saveDraft) return undefined;
      saved.push(params.body.attachmentIds);
      known.push(params.body.knownAttachmentIds);
      const [refused] = [refusal];
      refusal = undefined;
      if (refused) throw new Error('', { cause: new HttpErrorResponse({ status: refused.status, error: refused }) });
      const ids = kept?.(params.body.attachmentIds) ?? params.body.attachmentIds;
      const attachments = ids.map((one) => ({
        id: one,
        name: `${one}.txt`,
        size: 1,
        mediaType: 'text/plain',
        alt: '',
        thumbnails: [],
      }));
      return { version: ++version, updatedAt: AT, attachments };
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: UploadRequests, useValue: { send: upload } },
        { provide: ServerMeta, useValue: { meta: () => undefined, ensure: async () => ({ limits: {} }) } },
        { provide: Session, useValue: { accessToken: () => 'token' } },
        { provide: Words, useValue: { load: async () => undefined } },
        { provide: Toasts, useValue: { show: toast } },
      ],
    });
    TestBed.inject(LocalDatabase).open('me');
    drafts = TestBed.inject(Drafts);
    uploads = TestBed.inject(Uploads);
    uploads.resume();
    const reading = drafts.resume('me');
    await pass(100);
    await reading;
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    localStorage.clear();
    for (const list of [saved, known, removed]) list.length = 0;
    refusal = undefined;
    kept = undefined;
    toast.mockReset();
    let count = 0;
    upload.mockReset().mockImplementation(async () => ({ id: `a${++count}` }) as AttachmentDto);
    await reload();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are kept with it as soon as the server has them, and make a draft by themselves', async () => {
    uploads.add('c', [file('plan.pdf'), file('notes.txt')]);
    await pass(1_000);

    expect(saved.at(-1)).toEqual(['a1', 'a2']);
    expect(drafts.list().map(({ text }) => text.files?.map(({ name }) => name))).toEqual([['plan.pdf', 'notes.txt']]);
  });

  it('that another device added stand where one writes, and go when that device takes them out', async () => {
    hear({ body: 'See', files: [aFile('x', 'plan.pdf'), aFile('y', 'notes.txt')] });
    expect(names()).toEqual(['plan.pdf', 'notes.txt']);

    hear({ body: 'See', files: [aFile('y', 'notes.txt')] });

    expect(names()).toEqual(['notes.txt']);
    expect(removed).toEqual([]);
    await pass(1_000);
    expect(saved).toEqual([]);
  });

  it('stay when another device adds others at the same moment, whoever hears of whom first', async () => {
    uploads.add('c', [file('mine.txt')]);
    await pass(10);

    hear({ files: [aFile('x', 'theirs.txt')] });
    expect(names()).toEqual(['mine.txt', 'theirs.txt']);
    await pass(1_000);

    expect([saved.at(-1), known.at(-1)]).toEqual([['a1', 'x'], ['x']]);
    expect(names()).toEqual(['mine.txt', 'theirs.txt']);
  });

  it('stand with those that the server had from another device, where this one had not heard of them', async () => {
    kept = (ids) => [...ids, 'x'];
    uploads.add('c', [file('mine.txt')]);
    await pass(1_000);

    expect([saved, known]).toEqual([[['a1']], [[]]]);
    expect(names()).toEqual(['mine.txt', 'x.txt']);
    expect(drafts.of('c').files).toHaveLength(2);
  });

  it('that were taken out here while they were being saved stay out', async () => {
    uploads.add('c', [file('mine.txt'), file('other.txt')]);
    await pass(10);
    uploads.remove(uploads.of('c')[0]?.id ?? '');

    hear({ files: [aFile('a1', 'mine.txt'), aFile('a2', 'other.txt')] });
    await pass(1_000);

    expect(names()).toEqual(['other.txt']);
    expect([saved.at(-1), known.at(-1)]).toEqual([['a2'], ['a1', 'a2']]);
  });

  it('are seen at once where somebody is writing, and what they write stays', async () => {
    drafts.holdHands('c');
    drafts.keep('c', { ...NOTHING, body: 'Being written' });
    await pass(1_000);

    hear({ body: 'Written elsewhere', files: [aFile('x', 'theirs.txt')] });

    expect([names(), drafts.of('c').body]).toEqual([['theirs.txt'], 'Being written']);
  });

  it('can be taken out on any device, and are then removed from the server', async () => {
    hear({ files: [aFile('x', 'plan.pdf'), aFile('y', 'notes.txt')] });

    uploads.remove(uploads.of('c')[0]?.id ?? '');
    await pass(1_000);

    expect([names(), removed, saved]).toEqual([['notes.txt'], ['x'], [['y']]]);
  });

  it('are there once after a reload, whichever device they are of', async () => {
    uploads.add('c', [file('mine.txt')]);
    await pass(1_000);
    hear({ files: [aFile('a1', 'mine.txt'), aFile('x', 'theirs.txt')] });
    await pass(1_000);

    await reload();

    expect(names().sort()).toEqual(['mine.txt', 'theirs.txt']);
    expect(drafts.of('c').files?.map(({ attachmentId }) => attachmentId)).toEqual(['a1', 'x']);
  });

  it('go with the message on one device, and so from the draft', async () => {
    hear({ files: [aFile('x', 'plan.pdf')] });

    const taken = uploads.take('c');
    drafts.drop('c');

    expect(await uploads.attachmentIds(taken)).toEqual(['x']);
    expect([names(), drafts.list()]).toEqual([[], []]);
  });

  it('are back when discarding is undone', async () => {
    hear({ files: [aFile('x', 'plan.pdf')] });
    const text = drafts.of('c');

    drafts.drop('c');
    expect(names()).toEqual([]);
    drafts.keep('c', text);

    expect(names()).toEqual(['plan.pdf']);
    expect(removed).toEqual([]);
  });

  it('that another device has sent are taken out, and named', async () => {
    hear({ body: 'See', files: [aFile('x', 'sent.txt'), aFile('y', 'left.txt')] });
    refuse(409, '/attachmentIds/0', 'attachment_in_use');

    drafts.keep('c', { ...drafts.of('c'), body: 'See these' });
    await pass(3_000);

    expect(saved).toEqual([['x', 'y'], ['y']]);
    expect(names()).toEqual(['left.txt']);
    expect(toast).toHaveBeenCalledWith({ text: t('draft.fileSent', { name: '\u2068sent.txt\u2069' }) });
  });

  it('that another device has sent are all taken out at once, with one sentence', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'left'].map((name) => aFile(name, `${name}.txt`));
    hear({ body: 'See', files });
    const sent = files.slice(0, 5).map((_, at) => `/attachmentIds/${at}`);
    refusal = { status: 409, errors: sent.map((pointer) => ({ pointer, code: 'attachment_in_use', detail: '' })) };

    drafts.keep('c', { ...drafts.of('c'), body: 'See these' });
    await pass(3_000);

    expect(saved.slice(1)).toEqual([['left']]);
    expect(names()).toEqual(['left.txt']);
    const text =
      '\u2068a.txt\u2069, \u2068b.txt\u2069, \u2068c.txt\u2069, and 2 others were already sent from another device.';
    expect(toast.mock.calls).toEqual([[{ text }]]);
  });

  it('that the server forgot are uploaded again where they were chosen', async () => {
    uploads.add('c', [file('plan.pdf')]);
    await pass(1_000);
    refuse(400, '/attachmentIds/0', 'attachment_not_found');

    drafts.keep('c', { ...drafts.of('c'), body: 'See this' });
    await pass(3_000);

    expect(saved.at(-1)).toEqual(['a2']);
    expect(names()).toEqual(['plan.pdf']);
    expect(toast).not.toHaveBeenCalled();
  });

  it('go when one may not write there any more, which words do not', async () => {
    drafts.keep('c', { ...NOTHING, body: 'Half a message' });
    uploads.add('c', [file('plan.pdf')]);
    await pass(1_000);
    upload.mockImplementation(() => new Promise(() => undefined));
    uploads.add('c', [file('on its way.txt')]);
    await pass(10);

    drafts.forget('c');

    expect(names()).toEqual([]);
    expect(drafts.of('c')).toMatchObject({ body: 'Half a message' });
    expect(drafts.of('c').files).toBeUndefined();
  });

  it('are described for all devices', async () => {
    uploads.add('c', [file('plan.pdf')]);
    await pass(1_000);
    const [{ id } = { id: '' }] = uploads.of('c');

    uploads.describe(id, 'The new plan');
    await uploads.saveDescription(id);
    await pass(1_000);

    expect(drafts.of('c').files).toMatchObject([{ alt: 'The new plan' }]);
    expect(saved).toHaveLength(2);
  });
});
