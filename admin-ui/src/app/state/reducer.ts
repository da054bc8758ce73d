import type { RealtimeEvent } from '../core/realtime/frames';
import { blockedAfter, type BlockedPeople, NOBODY_BLOCKED } from './blocks/blocked-people';
import {
  conversationsAfter,
  type KnownConversations,
  mentionsDoubted,
  NO_CONVERSATIONS,
} from './conversations/known-conversations';
import { doubtedMail, mailAfter, type MailList } from './mail/mail-list';
import { type PinList, pinsAfter } from './messages/pin-list';
import { type Reached, reachedAfter } from './messages/reached';
import { savedAfter, type SavedPlaces } from './saved/saved-places';
import { scheduledAfter, type ScheduledList } from './scheduled/scheduled-list';
import { type Stretch, stretchAfter, withCleared } from './messages/stretch';
import { callsOthers, type KnownTeams, mineOf } from './teams/known-teams';

/** Everything here that the server confirmed, as far as it is loaded. */
export interface ConfirmedState {
  readonly conversations: KnownConversations;
  readonly stretches: ReadonlyMap<string, Stretch>;
  readonly reached: ReadonlyMap<string, Reached>;
  /** The list of mail that is open. */
  readonly mail: MailList | undefined;
  /** What is pinned in the conversation that is open. */
  readonly pins: PinList | undefined;
  /** What I saved in the conversation that is open. */
  readonly saved: SavedPlaces | undefined;
  /** What I wrote to be sent later, once somebody asked for it. */
  readonly scheduled: ScheduledList | undefined;
  /** Whom I block. */
  readonly blocked: BlockedPeople;
  readonly teams: KnownTeams;
}

export const NOTHING_CONFIRMED: ConfirmedState = {
  conversations: NO_CONVERSATIONS,
  stretches: new Map(),
  reached: new Map(),
  mail: undefined,
  pins: undefined,
  saved: undefined,
  scheduled: undefined,
  blocked: NOBODY_BLOCKED,
  teams: undefined,
};

/**
 * What is confirmed after an event. Where an event does not say all that it changed, the part is marked (`unsure`,
 * `heardRev`, `restored`), and whoever loads it asks the server; together that is what a fresh load would show.
 */
export function reduce(state: ConfirmedState, event: RealtimeEvent, myId: string | undefined): ConfirmedState {
  const blocked = blockedAfter(state.blocked, event);
  const reader = { myId, myTeams: mineOf(state.teams) };
  return {
    conversations: conversationsAfter(state.conversations, event, { ...reader, blocked }),
    stretches: stretchesAfter(state, event, myId),
    reached: reachedAfter(state.reached, event, myId),
    mail: state.mail && mailAfter(state.mail, event, reader),
    pins: state.pins && pinsAfter(state.pins, event, myId),
    saved: state.saved && savedAfter(state.saved, event, myId),
    scheduled: state.scheduled && scheduledAfter(state.scheduled, event),
    blocked,
    teams: state.teams,
  };
}

/** The teams are these now. Where I am in others than before, only the server knows what mentions me. */
export function withTeams(state: ConfirmedState, teams: KnownTeams): ConfirmedState {
  if (!callsOthers(state.teams, teams)) return { ...state, teams };
  const mail = state.mail?.box === 'mentions' ? doubtedMail(state.mail) : state.mail;
  return { ...state, teams, mail, conversations: mentionsDoubted(state.conversations) };
}

function stretchesAfter(
  { stretches, conversations }: ConfirmedState,
  event: RealtimeEvent,
  myId: string | undefined,
): ConfirmedState['stretches'] {
  if (event.type === 'user.updated')
    return new Map([...stretches].map(([id, stretch]) => [id, stretchAfter(stretch, event, myId)]));
  if (!('conversationId' in event) || event.conversationId === null) return stretches;
  const { conversationId } = event;
  if (event.type === 'member.removed' && event.data.userId === myId)
    return new Map([...stretches].filter(([id]) => id !== conversationId));
  const before = stretches.get(conversationId);
  // What came with no event, as at the start, the stretch has not heard of.
  const clearedThroughSeq = conversations.byId.get(conversationId)?.me.clearedThroughSeq ?? 0;
  const after = before && stretchAfter(withCleared(before, clearedThroughSeq), event, myId);
  return after === before || !after ? stretches : new Map(stretches).set(conversationId, after);
}
