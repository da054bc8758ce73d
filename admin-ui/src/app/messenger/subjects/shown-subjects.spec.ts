import { HttpErrorResponse } from '@angular/common/http';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageDto } from '../../api/models/message-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import {
  createdEvent,
  hiddenEvent,
  messageEvent,
  myStateEvent,
  restoredEvent,
  subjectEvent,
} from '../../state/messages/answers-as-events';
import { aConversation, aMessage } from '../../state/sample-data';
import { ShownSubjects } from './shown-subjects';

const ID = 'conversation';
const subject = (title: string, messageCount: number, minute: number): SubjectDto => ({
  id: title,
  title,
  messageCount,
  lastMessageAt: `2026-11-26T10:0${minute}:00.000Z`,
  lastLine: '',
  resolvedAt: null,
  mergedInto: null,
});

describe('the subjects beside a conversation', () => {
  const ask = vi.fn<(id: string) => Promise<SubjectDto[]>>();
  let subjects: ShownSubjects;
  const told = (about: string | null, minute: number, other: Partial<MessageDto> = {}): void =>
    subjects.follow(
      createdEvent(
        aMessage({
          conversationId: ID,
          subject: about,
          subjectId: about,
          createdAt: `2026-11-26T10:0${minute}:00.000Z`,
          ...other,
        }),
      ),
    );
  const shown = (): (string | number)[][] => subjects.all().map(({ title, messageCount }) => [title, messageCount]);

  beforeEach(async () => {
    ask.mockReset().mockResolvedValue([subject('Oars', 1, 2), subject('Boats', 4, 1)]);
    subjects = new ShownSubjects(ask);
    subjects.show(ID);
    await vi.waitFor(() => expect(shown()).toHaveLength(2));
  });

  it('count new messages without asking, however many come at once, and each once', () => {
    told(null, 3);
    told('Boats', 1, { seq: 4 });
    for (const seq of [5, 6, 7, 6]) told('Boats', 3, { seq });
    told('Boats', 5, { conversationId: 'another' });

    expect(shown()).toEqual([
      ['Boats', 7],
      ['Oars', 1],
    ]);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('follow what I delete for myself and take back, and nothing else that is mine', async () => {
    ask.mockResolvedValueOnce([subject('Boats', 4, 1)]);
    subjects.follow(hiddenEvent(ID, [3]));
    await vi.waitFor(() => expect(shown()).toEqual([['Boats', 4]]));

    subjects.follow(restoredEvent(ID, [3]));
    await vi.waitFor(() => expect(shown()).toHaveLength(2));
    subjects.follow(myStateEvent(ID, aConversation().me));

    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('follow what I clear, and ask once for it', async () => {
    const cleared = { ...aConversation().me, clearedThroughSeq: 3 };
    ask.mockResolvedValueOnce([]);
    subjects.follow(myStateEvent(ID, cleared));
    await vi.waitFor(() => expect(shown()).toEqual([]));
    subjects.follow(myStateEvent(ID, { ...cleared, pinned: true }));

    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('are called and settled as they are now, and have the last line of what is new', () => {
    const renamed = { id: 'Boats', title: 'Ships', resolvedAt: '2026-11-26T11:00:00.000Z', mergedInto: null };
    subjects.follow(subjectEvent(ID, renamed));
    subjects.follow(subjectEvent('another', { ...renamed, title: 'Not these' }));
    told('Boats', 3, { seq: 9, subject: 'Ships', body: 'Two masts' });

    expect(subjects.all()).toMatchObject([
      { id: 'Boats', title: 'Ships', resolvedAt: renamed.resolvedAt, messageCount: 5, lastLine: 'Two masts' },
      { id: 'Oars' },
    ]);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('are asked for when two became one', async () => {
    ask.mockResolvedValueOnce([subject('Boats', 5, 2)]);

    subjects.follow(subjectEvent(ID, { id: 'Oars', title: 'Boats', resolvedAt: null, mergedInto: 'Boats' }));

    await vi.waitFor(() => expect(shown()).toEqual([['Boats', 5]]));
  });

  it('are asked for once more when a message came while the server answered', async () => {
    ask.mockResolvedValueOnce([subject('Boats', 4, 1)]).mockResolvedValueOnce([subject('Boats', 5, 3)]);

    void subjects.load();
    told('Boats', 3, { seq: 5 });

    await vi.waitFor(() => expect(shown()).toEqual([['Boats', 5]]));
  });

  it('are asked for once for all that came while the server answers', async () => {
    for (const minute of [3, 4, 5]) told(`New ${minute}`, minute);
    subjects.follow(messageEvent(aMessage({ conversationId: ID })));
    ask.mockResolvedValue([subject('All of them', 9, 9)]);

    await vi.waitFor(() => expect(shown()).toEqual([['All of them', 9]]));
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('are not those of the conversation before, whose answer comes late', async () => {
    let answer: (found: SubjectDto[]) => void = () => undefined;
    ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    subjects.show('slow');
    ask.mockResolvedValueOnce([subject('Mine', 1, 1)]);
    subjects.show('quick');
    answer([subject('Not mine', 1, 1)]);

    await vi.waitFor(() => expect(shown()).toEqual([['Mine', 1]]));
  });

  it('say why they could not be read, until they could', async () => {
    ask.mockRejectedValueOnce(new Error('away', { cause: new HttpErrorResponse({ status: 0 }) }));
    await subjects.load();
    expect(subjects.problem()).toBeDefined();

    await subjects.load();
    expect(subjects.problem()).toBeUndefined();
  });
});
