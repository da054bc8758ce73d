import { HttpErrorResponse } from '@angular/common/http';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { getMessage } from '../../api/fn/messages/get-message';
import type { MessageDto } from '../../api/models/message-dto';
import { SendKey } from '../../core/send-key';
import { eventually } from '../../testing/eventually';
import { KeptEdits } from '../../state/drafts/kept-edits';
import { OpenConversation } from '../open-conversation/open-conversation';
import { RowEditor } from './row-editor';

const aMessage = (rev: number, body: string): MessageDto =>
  ({ conversationId: 'c', seq: 7, rev, body, subject: null, attachments: [] }) as unknown as MessageDto;

describe('changing a message where it stands', () => {
  const invoke = vi.fn();
  const closed = vi.fn();
  let fixture: ComponentFixture<RowEditor>;
  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const field = (): HTMLTextAreaElement => element().querySelector('textarea') as HTMLTextAreaElement;

  const type = (body: string): void => {
    field().value = body;
    field().dispatchEvent(new Event('input'));
  };
  const save = (): boolean => element().querySelector('form')?.dispatchEvent(new Event('submit')) ?? false;

  beforeEach(async () => {
    invoke.mockReset();
    closed.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: OpenConversation, useValue: { feed: { receive: vi.fn() }, keyOf: () => undefined } },
        { provide: KeptEdits, useValue: { find: () => Promise.resolve(undefined), keep: vi.fn(), drop: vi.fn() } },
        { provide: SendKey, useValue: { choice: () => 'enter', sends: () => false } },
      ],
    });
    fixture = TestBed.createComponent(RowEditor);
    fixture.componentInstance.closed.subscribe(closed);
    fixture.componentRef.setInput('message', aMessage(1, 'Hello'));
    await fixture.whenStable();
  });

  it('keeps what is typed when the message is changed on another device, and shows both when that is saved', async () => {
    type('Hello, mine');
    fixture.componentRef.setInput('message', aMessage(2, 'Hello, theirs'));
    await fixture.whenStable();
    expect(field().value).toBe('Hello, mine');

    const stale = new HttpErrorResponse({ status: 409, error: { code: 'stale_message', detail: 'It was changed.' } });
    invoke.mockImplementation((route: unknown) =>
      route === getMessage ? Promise.resolve(aMessage(2, 'Hello, theirs')) : Promise.reject(stale),
    );
    save();

    await eventually(() => expect(element().textContent).toContain('Hello, theirs'));
    expect(invoke).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ body: expect.objectContaining({ ifRev: 1 }) }),
    );
    expect(field().value).toBe('Hello, mine');
  });

  it.each(['', ' \n', '\u200b', '\ufffc\u{1d159}'])('saves nothing while there is nothing to see', async (nothing) => {
    type(nothing);
    await fixture.whenStable();
    save();

    expect(element().querySelector<HTMLButtonElement>('[type=submit]')?.disabled).toBe(true);
    expect(invoke).not.toHaveBeenCalled();
  });

  it('takes away the text of a message that has files', async () => {
    const withFile = { ...aMessage(1, 'A caption'), attachments: [{ id: 'a' }] } as MessageDto;
    invoke.mockResolvedValue(withFile);
    fixture.componentRef.setInput('message', withFile);
    type('');
    await fixture.whenStable();
    save();

    const body = expect.objectContaining({ body: '' });
    expect(invoke).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ body }));
  });

  it('closes when what was sent is saved, and stays when somebody went on typing', async () => {
    let answer: (saved: MessageDto) => void = () => undefined;
    invoke.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    type('Hello all');
    save();
    type('Hello all, again');
    answer(aMessage(2, 'Hello all'));
    await fixture.whenStable();
    expect(field().value).toBe('Hello all, again');
    expect(closed).not.toHaveBeenCalled();

    save();
    answer(aMessage(3, 'Hello all, again'));

    await eventually(() => expect(closed).toHaveBeenCalledOnce());
    expect(invoke).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({ body: expect.objectContaining({ ifRev: 2 }) }),
    );
  });
});
