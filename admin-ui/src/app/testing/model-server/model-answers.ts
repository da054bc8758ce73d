import { HttpErrorResponse } from '@angular/common/http';
import { getConversation } from '../../api/fn/conversations/get-conversation';
import { listConversations } from '../../api/fn/conversations/list-conversations';
import { listMembers } from '../../api/fn/conversations/list-members';
import { listBlocks } from '../../api/fn/people/list-blocks';
import { listTeams } from '../../api/fn/people/list-teams';
import { listDrafts } from '../../api/fn/drafts/list-drafts';
import { listInbox } from '../../api/fn/mail/list-inbox';
import { listSaved } from '../../api/fn/mail/list-saved';
import { listScheduled } from '../../api/fn/mail/list-scheduled';
import { listSavedPlaces } from '../../api/fn/mail/list-saved-places';
import { listMentions } from '../../api/fn/mail/list-mentions';
import { listSent } from '../../api/fn/mail/list-sent';
import { listTrash } from '../../api/fn/mail/list-trash';
import { deleteMessage } from '../../api/fn/messages/delete-message';
import { getMessage } from '../../api/fn/messages/get-message';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listPins } from '../../api/fn/messages/list-pins';
import { listMessages } from '../../api/fn/messages/list-messages';
import { restoreMessage } from '../../api/fn/messages/restore-message';
import { sync } from '../../api/fn/messages/sync';
import type { SyncDto } from '../../api/models/sync-dto';
import type { BoxName } from '../../state/mail/mail-list';
import type { ModelChanges } from './model-changes';
import { isVisible, ME, type ModelData, type Talk, visible } from './model-data';
import { type ModelViews, timeOf } from './model-views';

/** Of each request those that it has. */
export interface Params {
  readonly conversationId?: string;
  readonly filter?: string;
  readonly cursor?: string;
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly seq: number;
  readonly afterRev: number;
  readonly body: SyncDto;
}

/** Small, so that much lies on other pages. */
const HISTORY_PAGE = 4;
const MAIL_PAGE = 3;

/** What the requests of the client are answered: pages of the views, what changed since, and what was refused. */
export class ModelAnswers {
  constructor(
    private readonly data: ModelData,
    private readonly views: ModelViews,
    private readonly changes: ModelChanges,
  ) {}

  to(route: unknown, params: Params): unknown {
    const { data, views } = this;
    const talk = data.talks.find(({ id }) => id === params.conversationId);
    const isFiltered = route === listConversations ? params.filter === 'archived' : undefined;
    if (isFiltered !== undefined)
      return { items: views.conversations().filter(({ me }) => me.archived === isFiltered), nextCursor: null };
    if (route === sync) return this.sync(params.body);
    if (route === listInbox) return this.mailPage('inbox', params.cursor);
    if (route === listMentions) return this.mailPage('mentions', params.cursor);
    if (route === listSent) return this.mailPage('sent', params.cursor);
    if (route === listSaved) return this.mailPage('saved', params.cursor);
    if (route === listTrash) return this.mailPage('trash', params.cursor);
    if (route === listScheduled) return { items: views.scheduled(), nextCursor: null };
    if (route === listBlocks) return { items: views.blocked(), nextCursor: null };
    if (route === listTeams) return { items: views.teams() };
    if (route === listDrafts) return { items: views.drafts(), nextCursor: null };
    if (!talk?.memberIds.includes(ME)) throw refused(404);
    if (route === getConversation) return views.conversation(talk);
    if (route === listMembers) return { items: views.members(talk), nextCursor: null };
    if (route === listSavedPlaces)
      return { items: [...talk.saved].map(([seq, saving]) => ({ seq, ...saving })), nextCursor: null };
    if (route === listPins) return { items: views.pins(talk.id), nextCursor: null };
    if (route === listMessages) return this.history(talk, params);
    if (route === listChanges) return { ...this.changesAfter(talk, params.afterRev), conversation: views.shared(talk) };
    if (route === deleteMessage) return this.changes.hide(talk, params.seq);
    if (route === restoreMessage) return this.changes.unhide(talk, params.seq);
    const entry = talk.log.find(({ seq }) => seq === params.seq);
    if (route === getMessage && entry && isVisible(talk, entry)) return views.message(talk, entry);
    throw refused(404);
  }

  private history(talk: Talk, { before, after, around }: Params) {
    const all = visible(talk).map((entry) => this.views.message(talk, entry));
    const from = around === undefined ? after : around - 2;
    const begin = from === undefined ? undefined : all.findIndex(({ seq }) => seq > from);
    const end = all.filter(({ seq }) => before === undefined || seq < before).length;
    const first = begin === undefined ? Math.max(0, end - HISTORY_PAGE) : begin < 0 ? all.length : begin;
    const items = all.slice(first, begin === undefined ? end : first + HISTORY_PAGE);
    const hasAfter = first + items.length < all.length;
    return { items, hasBefore: first > 0, hasAfter, lastSeq: talk.log.length, lastRev: talk.lastRev };
  }

  private changesAfter(talk: Talk, afterRev: number) {
    const items = visible(talk).filter(({ rev }) => rev > afterRev);
    const inOrder = items.sort((a, b) => a.rev - b.rev).map((entry) => this.views.message(talk, entry));
    const subjects = talk.subjects.filter(({ rev }) => rev > afterRev).sort((a, b) => a.rev - b.rev);
    const told = subjects.map(({ rev: _, ...subject }) => subject);
    return { items: inOrder, subjects: told, lastRev: talk.lastRev, hasMore: false };
  }

  private sync({ known, meRevs = {} }: SyncDto) {
    const mine = this.data.mine();
    const moved = mine.filter(({ id, lastRev, me }) => known[id] !== lastRev || meRevs[id] !== me.rev);
    const items = moved.map((talk) => {
      const rev = known[talk.id];
      const hidden = [...talk.hidden.keys()].sort((a, b) => a - b);
      return {
        conversation: this.views.conversation(talk),
        ...(rev !== undefined && rev !== talk.lastRev && { changes: this.changesAfter(talk, rev) }),
        ...(meRevs[talk.id] !== talk.me.rev && { state: { ...this.views.state(talk), hidden } }),
      };
    });
    const removed = Object.keys(known).filter((id) => !mine.some((talk) => talk.id === id));
    return { items, removed, nextCursor: null };
  }

  private mailPage(box: BoxName, cursor: string | undefined) {
    const all = this.views.mail(box);
    const first = cursor === undefined ? 0 : all.findIndex((mail) => timeOf(mail) < cursor);
    const items = first < 0 ? [] : all.slice(first, first + MAIL_PAGE);
    const last = items.at(-1);
    return { items, nextCursor: last && first + items.length < all.length ? timeOf(last) : null };
  }
}

/** How the client's API fails when the server refuses, or, with status 0, is not there. */
export function refused(status: number): Error {
  return new Error('refused', { cause: new HttpErrorResponse({ status }) });
}
