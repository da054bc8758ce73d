import { Injectable } from '@nestjs/common';
import { ConversationsService } from '../conversations/conversations.service.js';
import type { MyFullStateDto } from '../mine/dto/my-state.dto.js';
import { MyStateService } from '../mine/my-state.service.js';
import { Epochs } from '../../core/epoch/epochs.js';
import { decodeCursor, encodeCursor } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import type { SyncDto, SyncedChangesDto, SyncedConversationDto, SyncPageDto } from './dto/sync.dto.js';
import { HistoryService } from './history.service.js';
import { SYNCED_MESSAGES, SYNCED_MESSAGES_IN_ALL } from '../message-limits.js';
import { type KnownJson, type MovedOnRow, SyncRepository } from './sync.repository.js';

/** A rev that is ahead of every conversation is answered with `reset`; one that no state of mine ever had, with that state. */
const AHEAD = Number.MAX_SAFE_INTEGER;
const NEVER = -1;

/** Tells a client that was away everything it missed, in few requests. */
@Injectable()
export class SyncService {
  constructor(
    private readonly repository: SyncRepository,
    private readonly conversations: ConversationsService,
    private readonly myState: MyStateService,
    private readonly history: HistoryService,
    private readonly epochs: Epochs,
  ) {}

  /**
   * The conversations that are not as the client has them, with their first changes. What moves while the client
   * reads the pages is told on its socket: it connects first and asks afterwards.
   */
  async sync(principal: Principal, dto: SyncDto): Promise<SyncPageDto> {
    const epoch = this.epochs.current;
    const isOfThisLife = dto.epoch === undefined || (await this.epochs.isKnown(dto.epoch));
    const known = isOfThisLife ? knownOf(dto) : worthNothing(dto);
    const after = dto.cursor === undefined ? undefined : positionOf(dto.cursor);
    const [moved, removed] = await Promise.all([
      this.repository.movedOn(principal.userId, known, { since: dto.since, after, limit: dto.limit + 1 }),
      after ? [] : this.repository.notMine(principal.userId, known.revs),
    ]);
    const page = startOf(moved, dto.limit);
    const last = page.at(-1);
    return {
      items: await this.describe(principal, page),
      removed,
      nextCursor: last && page.length < moved.length ? encodeCursor([last.lastMessageAt.toISOString(), last.id]) : null,
      ...(epoch !== undefined && { epoch }),
      ...(!isOfThisLife && { reset: true }),
    };
  }

  private async describe(principal: Principal, rows: readonly MovedOnRow[]): Promise<SyncedConversationDto[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const behind = rows.flatMap(({ id, knownRev, lastRev, metaRev, subjectsRev, isWhole }) =>
      knownRev === null || knownRev === lastRev
        ? []
        : [{ conversationId: id, rev: knownRev, ...(isWhole && { standing: { lastRev, metaRev, subjectsRev } }) }],
    );
    const [conversations, changes, states] = await Promise.all([
      this.conversations.several(principal, ids),
      behind.length > 0 ? this.history.changesOf(principal, behind, SYNCED_MESSAGES) : new Map<string, never>(),
      this.myState.several(
        principal,
        rows.filter((row) => row.isStateMoved).map((row) => row.id),
      ),
    ]);
    return ids.flatMap((id) => {
      const conversation = conversations.get(id);
      // Left in the meantime: the socket tells.
      if (!conversation) return [];
      return [{ conversation, ...changesIn(changes.get(id)), ...stateIn(states.get(id)) }];
    });
  }
}

function knownOf({ known, meRevs }: SyncDto): KnownJson {
  return { revs: JSON.stringify(known), meRevs: JSON.stringify(meRevs ?? {}) };
}

/** What a client has of a life that this database does not know. */
function worthNothing({ known }: SyncDto): KnownJson {
  const ids = Object.keys(known);
  const all = (rev: number): string => JSON.stringify(Object.fromEntries(ids.map((id) => [id, rev])));
  return { revs: all(AHEAD), meRevs: all(NEVER) };
}

/** As many as the client asked for, or as many as their messages leave room for; at least one. */
function startOf(moved: readonly MovedOnRow[], limit: number): MovedOnRow[] {
  let messages = 0;
  return moved.slice(0, limit).filter(({ knownRev, lastRev }, n) => {
    messages += Math.min(SYNCED_MESSAGES, Math.max(0, lastRev - (knownRev ?? lastRev)));
    return n === 0 || messages <= SYNCED_MESSAGES_IN_ALL;
  });
}

function changesIn(found: (SyncedChangesDto & { metaRev: number }) | undefined): { changes?: SyncedChangesDto } {
  if (!found) return {};
  const { metaRev: _, ...changes } = found;
  return { changes };
}

function stateIn(state: MyFullStateDto | undefined): { state?: MyFullStateDto } {
  return state ? { state } : {};
}

function positionOf(cursor: string): { lastMessageAt: string; id: string } {
  const [lastMessageAt, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { lastMessageAt: String(lastMessageAt), id: String(id) };
}
