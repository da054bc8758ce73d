import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { SystemEventDto } from '../../api/models/system-event-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';

/** Whose client it is that the model answers. */
export const ME = 'noor';
/** What stands for all people among those whom a message mentions. */
export const EVERYONE = 'everyone';
export const HERE = 'here';
/** The id of the only team, among those whom a message mentions. */
export const CREW = 'crew';

/** A message or a line about the group, as the log of a conversation has it. */
export interface Entry {
  readonly seq: number;
  readonly senderId: string;
  readonly createdAt: string;
  readonly replyToSeq?: number;
  readonly system?: SystemEventDto;
  /** Of what it is a copy. */
  readonly forwarded?: {
    readonly senderId: string;
    readonly createdAt: string;
    readonly body: string | null;
    readonly mentions: readonly string[];
  };
  rev: number;
  body: string;
  editedAt: string | null;
  deletedAt: string | null;
  /** What was deleted for everyone said this, and may be restored. */
  recalled?: string;
  /** Whom its text mentions; `everyone` is everybody, `here` who was active. */
  mentions: readonly string[];
  /** It says `@here`, and I was. */
  wasHere?: boolean;
  /** With what people reacted, in the order of first use. */
  readonly reactions: Map<string, readonly string[]>;
  /** One of `Talk.subjects`. */
  subjectId: string | null;
  pinned?: { readonly by: string; readonly at: string };
}

/** What messages are about. */
export interface Subject {
  readonly id: string;
  title: string;
  resolvedAt: string | null;
  mergedInto: string | null;
  rev: number;
}

/** How far somebody is in a conversation. */
export interface Position {
  readonly read: number;
  readonly delivered: number;
}

/** A conversation with all that is stored of it: what is everybody's, and what is mine. */
export interface Talk {
  readonly id: string;
  readonly kind: 'direct' | 'group';
  readonly createdAt: string;
  readonly log: Entry[];
  readonly subjects: readonly Subject[];
  /** What I deleted for myself, and when. */
  readonly hidden: Map<number, string>;
  /** What I saved, and since when. */
  readonly saved: Map<number, { readonly savedAt: string; readonly remindAt: string | null }>;
  readonly positions: Map<string, Position>;
  memberIds: string[];
  subject: string | null;
  pictureUrl: string | null;
  postingBy: 'everyone' | 'admins';
  lastRev: number;
  me: {
    rev: number;
    lastReadSeq: number;
    clearedThroughSeq: number;
    archivedThrough: number | undefined;
    muted: boolean;
    pinned: boolean;
  };
  /** The first that was written since I joined. */
  visibleFrom: number;
  draft: { body: string; version: number; updatedAt: string } | undefined;
}

/** What the model stores: three people, one direct conversation and one group, and a clock. */
export class ModelData {
  readonly people = new Map<string, UserCardDto>(
    ['noor', 'ana', 'carl'].map((id) => [id, { id, username: id, displayName: id.toUpperCase(), avatarUrl: null }]),
  );
  readonly talks: readonly Talk[];
  /** What I wrote to be sent later. */
  scheduled: readonly ScheduledDto[] = [];
  /** Whom I block, and since when. */
  readonly blocked = new Map<string, string>();
  /** Since when I am in the team; undefined while I am not. */
  inCrewSince: string | undefined;
  private minutes = 0;

  constructor(ids: { readonly direct: string; readonly group: string }) {
    this.talks = [
      this.begin(ids.direct, 'direct', ['noor', 'ana']),
      this.begin(ids.group, 'group', ['noor', 'ana', 'carl']),
    ];
  }

  /** Those I am a member of. */
  mine(): Talk[] {
    return this.talks.filter(({ memberIds }) => memberIds.includes(ME));
  }

  card(id: string): UserCardDto {
    return this.people.get(id) as UserCardDto;
  }

  /** A minute passes with everything that happens. */
  now(): string {
    return new Date(Date.UTC(2026, 10, 18, 9, this.nextVersion())).toISOString();
  }

  /** Higher than each before it. */
  nextVersion(): number {
    return ++this.minutes;
  }

  private begin(id: string, kind: Talk['kind'], memberIds: string[]): Talk {
    return {
      id,
      kind,
      memberIds,
      postingBy: 'everyone',
      createdAt: this.now(),
      log: [],
      subjects: ['Budget', 'Plans'].map((title) => {
        return { id: `${id}-${title}`, title, resolvedAt: null, mergedInto: null, rev: 0 };
      }),
      hidden: new Map(),
      saved: new Map(),
      positions: new Map(),
      subject: kind === 'group' ? 'Group' : null,
      pictureUrl: null,
      lastRev: 0,
      me: stateFrom(0),
      visibleFrom: 1,
      draft: undefined,
    };
  }
}

/** My state of a conversation of which I have read so much, and in which I did nothing yet. */
export function stateFrom(lastReadSeq: number): Talk['me'] {
  return { rev: 1, lastReadSeq, clearedThroughSeq: 0, archivedThrough: undefined, muted: false, pinned: false };
}

/** Whether it exists for me: it was written since I joined, and after what I cleared. */
export function isMine({ visibleFrom, me }: Talk, { seq }: Pick<Entry, 'seq'>): boolean {
  return seq >= visibleFrom && seq > me.clearedThroughSeq;
}

/** Whether I see it: it exists for me, and I did not delete it for myself. */
export function isVisible(talk: Talk, entry: Pick<Entry, 'seq'>): boolean {
  return isMine(talk, entry) && !talk.hidden.has(entry.seq);
}

/** What I see of a conversation, from the beginning. */
export function visible(talk: Talk): Entry[] {
  return talk.log.filter((entry) => isVisible(talk, entry));
}

/** How far somebody is, who may not have begun. */
export function positionOf(talk: Talk, userId: string): Position {
  return talk.positions.get(userId) ?? { read: 0, delivered: 0 };
}
