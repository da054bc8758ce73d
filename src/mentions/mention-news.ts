import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { EVERYBODY, THOSE_HERE } from '../messages/shape/everybody.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import '../messages/messages.events.js';
import { Connections } from '../realtime/connections.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { TeamsService } from '../teams/teams.service.js';
import { MentionCreatedEvent } from './mentions.frames.js';
import { MentionsRepository } from './mentions.repository.js';

interface MentionNewsItem extends MessagePlace {
  readonly membersRev: number;
  readonly authorId: string;
  /** Who is mentioned by name. */
  readonly userIds: readonly string[];
  /** Which teams; nodes of before know of none. */
  readonly teamIds?: readonly string[];
  readonly everyone: boolean;
  /** Those who were active; nodes of before know of none. */
  readonly here?: boolean;
  /** When the message was written: who came into a team after it is not called by it. */
  readonly at?: string;
}

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'mention.created': MentionNewsItem;
  }
}

/** Tells people that they are mentioned, on whichever node they are, if they may read the message at that moment. */
@Injectable()
export class MentionNews implements OnModuleInit {
  private readonly logger = new Logger(MentionNews.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly mentions: MentionsRepository,
    private readonly hints: ConversationHints,
    private readonly connections: Connections,
    private readonly teams: TeamsService,
  ) {}

  onModuleInit(): void {
    this.events.on('message.created', ({ membersRev, message }) => {
      if (!mentionsSomebody(message)) return;
      const userIds = message.mentions.map(({ userId }) => userId);
      const teamIds = message.mentionedTeams?.map(({ teamId }) => teamId) ?? [];
      this.told({
        ...placeOf(message),
        membersRev,
        userIds,
        teamIds,
        everyone: message.mentionsEveryone,
        here: message.mentionsHere !== undefined,
      });
    });
    this.events.on('message.updated', ({ rev, membersRev, message, cause }) => {
      if (cause.kind === 'edited' && mentionsSomebody(message)) void this.edited(message, rev, membersRev);
    });
    this.bus.on('mention.created', (item) => void this.tellOrLog(item));
  }

  private async edited(message: MessageDto, rev: number, membersRev: number): Promise<void> {
    try {
      const added = await this.mentions.addedAt(message, rev);
      if (added.userIds.length === 0 && added.teamIds.length === 0 && !added.everyone && !added.here) return;
      this.told({ ...placeOf(message), membersRev, ...added });
    } catch (error) {
      this.warn(error, message);
    }
  }

  private told(item: MentionNewsItem): void {
    void this.tellOrLog(item);
    this.bus.tell('mention.created', item);
  }

  private async tellOrLog(item: MentionNewsItem): Promise<void> {
    try {
      await this.tell(item);
    } catch (error) {
      this.warn(error, item);
    }
  }

  private async tell(item: MentionNewsItem): Promise<void> {
    if (this.connections.size === 0) return;
    const { conversationId, seq, membersRev, authorId } = item;
    const { byName, byTeam, byBeingHere, all } = await this.called(item);
    const listening = [...all].filter((userId) => userId !== authorId && this.connections.isConnected(userId));
    if (listening.length === 0) return;
    const deaf = await this.mentions.deafTo({ conversationId, seq }, authorId, listening);
    const audience = await this.hints.audience(conversationId, membersRev);
    if (!audience) return;
    const reasonOf = (userId: string): string | null => {
      if (byName.has(userId)) return null;
      return byTeam.get(userId) ?? (byBeingHere.has(userId) ? THOSE_HERE : EVERYBODY);
    };
    const hearing = listening.filter((userId) => !deaf.has(userId));
    for (const [reason, to] of Map.groupBy(hearing, reasonOf)) {
      const data = { seq, userId: authorId, everyone: reason === EVERYBODY, ...meantAs(reason) };
      this.hints.tell(eventOf(MentionCreatedEvent, conversationId, null, data), audience, { to, aboutSeq: seq });
    }
  }

  /** Whom it calls; of a team those who are in the conversation. */
  private async called(item: MentionNewsItem) {
    const { conversationId, membersRev, userIds, teamIds = [], everyone, here: callsHere = false, at } = item;
    const needsMembers = everyone || callsHere || teamIds.length > 0;
    const members = needsMembers ? ((await this.hints.audience(conversationId, membersRev))?.userIds ?? []) : [];
    const there = members.filter((userId) => this.connections.isConnected(userId));
    const byTeam = at === undefined ? new Map<string, string>() : await this.teams.calledBy(teamIds, at, there);
    const byBeingHere = new Set(callsHere ? await this.mentions.calledHere(item, there) : []);
    return {
      byName: new Set(userIds),
      byTeam,
      byBeingHere,
      all: new Set([...userIds, ...byTeam.keys(), ...byBeingHere, ...(everyone ? there : [])]),
    };
  }

  /** Nobody misses it: who is mentioned finds it in the message, and in the list of mentions. */
  private warn(error: unknown, { conversationId, seq }: MessagePlace): void {
    this.logger.warn({ err: error, conversationId, seq });
  }
}

/** What tells how somebody is meant, besides by name and with everyone. */
function meantAs(reason: string | null): { here?: true; teamId?: string } {
  if (reason === THOSE_HERE) return { here: true };
  return reason === null || reason === EVERYBODY ? {} : { teamId: reason };
}

function mentionsSomebody({ mentions, mentionedTeams, mentionsEveryone, mentionsHere }: MessageDto): boolean {
  return mentionsEveryone || mentionsHere !== undefined || mentions.length > 0 || mentionedTeams !== undefined;
}

function placeOf({
  conversationId,
  seq,
  sender,
  createdAt,
}: MessageDto): MessagePlace & { authorId: string; at: string } {
  return { conversationId, seq, authorId: sender.id, at: createdAt };
}
