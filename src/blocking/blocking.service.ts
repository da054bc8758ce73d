import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { DirectBlocks } from '../messages/conversations/direct-blocks.js';
import { Accounts } from '../users/accounts.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import { UserCards } from '../users/user-cards.js';
import { CannotBlockYourself, TooManyBlocks } from './blocking.errors.js';
import './blocking.events.js';
import { MAX_BLOCKS } from './blocking.limits.js';
import { type BlockPosition, BlockingRepository } from './blocking.repository.js';
import type { BlockDto } from './dto/block.dto.js';

/** Lets people keep others away from them. Whoever is blocked is told nothing, and finds nothing out: docs/blocking.md. */
@Injectable()
export class BlockingService {
  constructor(
    private readonly blocks: BlockingRepository,
    private readonly directs: DirectBlocks,
    private readonly accounts: Accounts,
    private readonly cards: UserCards,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /** Anybody but oneself, whatever they are; blocking twice is blocking once. Throws UserNotFound and TooManyBlocks. */
  async block({ userId }: Principal, blockedId: string): Promise<void> {
    if (blockedId === userId) throw new CannotBlockYourself();
    await this.accounts.get(blockedId);
    await this.unitOfWork.run((tx) =>
      this.directs.change(tx, userId, blockedId, async () => {
        // After the conversation, as everywhere; it keeps apart two of theirs at once.
        await this.accounts.lock(tx, userId);
        const row = await this.blocks.insert(tx, userId, blockedId);
        if (!row) return false;
        if ((await this.blocks.count(tx, userId)) > MAX_BLOCKS) throw new TooManyBlocks();
        const blockedAt = row.blockedAt.toISOString();
        tx.afterCommit(() => this.events.emit('block.updated', { userId, blockedId, blockedAt }));
        return true;
      }),
    );
  }

  /** From now on: what they wrote meanwhile stays hidden. */
  async unblock({ userId }: Principal, blockedId: string): Promise<void> {
    await this.accounts.get(blockedId);
    await this.unitOfWork.run((tx) =>
      this.directs.change(tx, userId, blockedId, async () => {
        if (!(await this.blocks.delete(tx, userId, blockedId))) return false;
        tx.afterCommit(() => this.events.emit('block.updated', { userId, blockedId, blockedAt: null }));
        return true;
      }),
    );
  }

  /** Whom this person blocks, the one they blocked last first. */
  async page({ userId }: Principal, { limit, cursor }: PageQuery): Promise<Page<BlockDto>> {
    const rows = await this.blocks.page(userId, cursor === undefined ? undefined : positionOf(cursor), limit + 1);
    const page = rows.slice(0, limit);
    const cards = await this.cards.get(page.map((row) => row.userId));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.flatMap((row) => {
        const card = cards.get(row.userId);
        return card ? [{ user: UserCardDto.from(card), blockedAt: row.blockedAt.toISOString() }] : [];
      }),
      nextCursor: last ? encodeCursor([last.blockedAt.toISOString(), last.userId]) : null,
    };
  }
}

function positionOf(cursor: string): BlockPosition {
  const [at, userId] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: String(at), userId: String(userId) };
}
