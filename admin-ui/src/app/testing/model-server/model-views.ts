import type { BlockDto } from '../../api/models/block-dto';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { ListedDraftDto } from '../../api/models/listed-draft-dto';
import type { MentionDto } from '../../api/models/mention-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { TeamDto } from '../../api/models/team-dto';
import type { BoxName, Mail } from '../../state/mail/mail-list';
import {
  CREW,
  type Entry,
  EVERYONE,
  HERE,
  isMine,
  ME,
  type ModelData,
  type Position,
  positionOf,
  type Talk,
  visible,
} from './model-data';

const FOREVER = '9999-12-31T00:00:00.000Z';

/** What the model stores, as the API shows it to me now: what a fresh load of everything would bring. */
export class ModelViews {
  constructor(private readonly data: ModelData) {}

  /** Those that I am a member of. */
  conversations(): ConversationDto[] {
    return this.data.mine().map((talk) => this.conversation(talk));
  }

  /** What I see of one, from the beginning. */
  messages(id: string): MessageDto[] {
    const talk = this.talk(id);
    return visible(talk).map((entry) => this.message(talk, entry));
  }

  /** What is pinned in one and I see, the one that was pinned last first. */
  pins(id: string): MessageDto[] {
    const pinned = this.messages(id).filter((message) => message.pinned !== null);
    return pinned.sort((a, b) => (b.pinned?.at ?? '').localeCompare(a.pinned?.at ?? ''));
  }

  /** Which of one I saved. */
  saved(id: string): Talk['saved'] {
    return this.talk(id).saved;
  }

  /** What I wrote to be sent later, the next one first. */
  scheduled(): ScheduledDto[] {
    return [...this.data.scheduled].sort((a, b) => a.sendAt.localeCompare(b.sendAt) || a.id.localeCompare(b.id));
  }

  /** All of a list of mail, the newest first. */
  mail(box: BoxName): Mail[] {
    const found = this.data.mine().flatMap((talk) => {
      const there = talk.log.filter((one) => !one.system && !one.deletedAt && isMine(talk, one));
      const isIn = ({ seq, senderId }: Entry): boolean => {
        if (box === 'trash') return talk.hidden.has(seq);
        if (talk.hidden.has(seq)) return false;
        return box === 'saved' ? talk.saved.has(seq) : (senderId === ME) === (box === 'sent');
      };
      const isMeant = (entry: Entry): boolean => box !== 'mentions' || this.callsMe(entry);
      return there.filter((entry) => isIn(entry) && isMeant(entry)).map((entry) => this.mailOf(talk, entry, box));
    });
    return found.sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
  }

  /** Whom I block, the last one first. */
  blocked(): BlockDto[] {
    const all = [...this.data.blocked].map(([id, blockedAt]) => ({ user: this.data.card(id), blockedAt }));
    return all.sort((a, b) => b.blockedAt.localeCompare(a.blockedAt));
  }

  /** The only one there is. */
  teams(): TeamDto[] {
    const { inCrewSince } = this.data;
    return [{ id: CREW, key: CREW, name: 'Crew', description: '', members: 1, joinedAt: inCrewSince ?? null }];
  }

  /** How far the others are. */
  reached(id: string): Map<string, Position> {
    const talk = this.talk(id);
    return new Map(talk.memberIds.filter((one) => one !== ME).map((one) => [one, positionOf(talk, one)]));
  }

  /** What I began to write and did not send. */
  drafts(): ListedDraftDto[] {
    return this.data.mine().flatMap((talk) => {
      if (!talk.draft) return [];
      const about = { subject: null, replyToSeq: null, attachments: [], separate: false, to: [] };
      return [{ id: talk.id, ...talk.draft, ...about, conversation: this.ref(talk) }];
    });
  }

  message(talk: Talk, entry: Entry): MessageDto {
    const {
      seq,
      rev,
      senderId,
      body,
      createdAt,
      editedAt,
      deletedAt,
      replyToSeq,
      system,
      reactions,
      pinned,
      forwarded,
    } = entry;
    const mentions = deletedAt ? [] : entry.mentions;
    const { data } = this;
    const quoted = talk.log.find((one) => one.seq === replyToSeq);
    const isKnown = quoted && quoted.seq >= talk.visibleFrom;
    const replyTo = quoted && {
      seq: quoted.seq,
      sender: isKnown ? data.card(quoted.senderId) : null,
      excerpt: isKnown && !quoted.deletedAt ? quoted.body : null,
      deleted: !!isKnown && !!quoted.deletedAt,
    };
    return {
      conversationId: talk.id,
      seq,
      rev,
      kind: system ? 'system' : 'user',
      clientId: `${talk.id}-${seq}`,
      sender: data.card(senderId),
      ...(deletedAt ? { subject: null, subjectId: null } : this.subjectOf(talk, entry)),
      body,
      attachments: deletedAt || system ? [] : filesOf(seq),
      reactions: deletedAt
        ? []
        : [...reactions].map(([emoji, ids]) => ({ emoji, count: ids.length, me: ids.includes(ME) })),
      pinned: pinned && !deletedAt ? { by: data.card(pinned.by), at: pinned.at } : null,
      mentions: mentions.filter(isPerson).map((id) => this.mentionOf(id)),
      ...(mentions.includes(CREW) && { mentionedTeams: [{ teamId: CREW, key: CREW, name: 'Crew' }] }),
      mentionsEveryone: mentions.includes(EVERYONE),
      ...(mentions.includes(HERE) && { mentionsHere: { me: entry.wasHere ?? false } }),
      createdAt,
      editedAt,
      deletedAt,
      ...(replyTo && !deletedAt && { replyTo }),
      ...(forwarded &&
        !deletedAt && {
          forwarded: {
            sender: data.card(forwarded.senderId),
            createdAt: forwarded.createdAt,
            body: forwarded.body,
            mentions: forwarded.mentions.map((id) => this.mentionOf(id)),
          },
        }),
      ...(system && { system: { ...system, people: system.people?.map(({ id }) => data.card(id)) ?? [] } }),
    };
  }

  /** What is the same for all its members. */
  shared(talk: Talk): SharedConversationDto {
    const { id, kind, subject, pictureUrl, createdAt, memberIds, log, lastRev } = talk;
    const members = memberIds.map((one) => this.data.card(one));
    const about = { description: '', historyFromJoin: false, listed: false, members, memberCount: memberIds.length };
    const { postingBy } = talk;
    return { id, kind, subject, pictureUrl, createdAt, ...about, postingBy, lastSeq: log.length, lastRev };
  }

  conversation(talk: Talk): ConversationDto {
    const last = visible(talk).at(-1);
    const read = Math.max(talk.me.lastReadSeq, talk.me.clearedThroughSeq, talk.visibleFrom - 1);
    return {
      ...this.shared(talk),
      lastMessage: last ? this.message(talk, last) : null,
      unreadCount: talk.log.filter(({ seq, senderId, system }) => seq > read && senderId !== ME && !system).length,
      unreadMentions: visible(talk).filter(
        (entry) => entry.seq > read && entry.senderId !== ME && !entry.deletedAt && this.callsMe(entry),
      ).length,
      me: this.state(talk),
    };
  }

  state(talk: Talk): MyStateDto {
    const { rev, lastReadSeq, clearedThroughSeq, archivedThrough, muted, pinned } = talk.me;
    const lastSaid = talk.log.findLast(({ system }) => !system)?.seq ?? 0;
    const archived = archivedThrough !== undefined && (muted || lastSaid <= archivedThrough);
    return {
      rev,
      lastReadSeq,
      clearedThroughSeq,
      archived,
      mutedUntil: muted ? FOREVER : null,
      pinned,
      pinPlace: null,
      notify: 'all',
      notifyChosen: false,
      role: 'member',
    };
  }

  members(talk: Talk) {
    return talk.memberIds.map((id) => {
      const { read, delivered } = positionOf(talk, id);
      return {
        user: this.data.card(id),
        isActive: true,
        role: 'member',
        lastReadSeq: read,
        lastDeliveredSeq: delivered,
      };
    });
  }

  /** Of what became part of another, that one. */
  private subjectOf({ subjects }: Talk, { subjectId }: Entry): Pick<MessageDto, 'subject' | 'subjectId'> {
    const own = subjects.find(({ id }) => id === subjectId);
    const whole = subjects.find(({ id }) => id === (own?.mergedInto ?? own?.id));
    return { subject: whole?.title ?? null, subjectId: whole?.id ?? null };
  }

  /** Whom I block calls me in vain. */
  private callsMe(entry: Entry): boolean {
    const { inCrewSince } = this.data;
    const withCrew = entry.mentions.includes(CREW) && inCrewSince !== undefined && inCrewSince <= entry.createdAt;
    return (withCrew || mentionsMe(entry) || (entry.wasHere ?? false)) && !this.data.blocked.has(entry.senderId);
  }

  private mentionOf(id: string): MentionDto {
    const { displayName, avatarUrl } = this.data.card(id);
    return { userId: id, username: id, displayName, avatarUrl };
  }

  private talk(id: string): Talk {
    return this.data.talks.find((one) => one.id === id) as Talk;
  }

  private mailOf(talk: Talk, entry: Entry, box: BoxName): Mail {
    const others = talk.memberIds.filter((id) => id !== ME).map((id) => positionOf(talk, id));
    const hiddenAt = talk.hidden.get(entry.seq);
    return {
      ...this.message(talk, entry),
      conversation: this.ref(talk),
      isRead: entry.senderId === ME || entry.seq <= talk.me.lastReadSeq,
      ...(box === 'saved' && talk.saved.get(entry.seq)),
      ...(box === 'trash' && { restorableUntil: hiddenAt ?? '' }),
      ...(box === 'sent' && {
        recipients: others.length,
        readBy: others.filter(({ read }) => read >= entry.seq).length,
        deliveredTo: others.filter(({ read, delivered }) => Math.max(read, delivered) >= entry.seq).length,
      }),
    };
  }

  /** The conversation of a mail or a draft, as far as their lists name it. */
  private ref({ id, kind, subject, pictureUrl }: Talk): ConversationRefDto {
    return { id, kind, subject, pictureUrl, other: kind === 'direct' ? this.data.card('ana') : null };
  }
}

/** What the lists of mail are sorted by. */
export function timeOf({ restorableUntil, savedAt, createdAt }: Mail): string {
  return restorableUntil ?? savedAt ?? createdAt;
}

function isPerson(id: string): boolean {
  return id !== EVERYONE && id !== CREW && id !== HERE;
}

function mentionsMe({ mentions }: Entry): boolean {
  return mentions.includes(ME) || mentions.includes(EVERYONE);
}

/** Every third message has a file. */
function filesOf(seq: number): MessageDto['attachments'] {
  if (seq % 3 !== 0) return [];
  const id = `file-${seq}`;
  const contentUrl = `/api/v1/attachments/${id}/content`;
  return [{ id, name: `${seq}.txt`, mediaType: 'text/plain', size: seq, alt: '', contentUrl, thumbnails: [] }];
}
