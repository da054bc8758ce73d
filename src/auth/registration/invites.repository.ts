import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { InviteRow } from './invite.entity.js';
import type { Invite } from './invite.js';

/** The invites table. */
@Injectable()
export class InvitesRepository {
  constructor(@InjectRepository(InviteRow) private readonly invites: Repository<InviteRow>) {}

  findByHash(tokenHash: string): Promise<Invite | null> {
    return this.invites.findOneBy({ tokenHash });
  }

  async insert(tx: Tx, invite: Invite, tokenHash: string): Promise<void> {
    await tx.manager.insert(InviteRow, { ...invite, tokenHash });
  }

  /** Newest first, beginning before `beforeId`: ids grow with time. */
  list(limit: number, beforeId?: string): Promise<Invite[]> {
    return this.invites.find({
      where: beforeId === undefined ? {} : { id: LessThan(beforeId) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Counts one use if there is one left; of two at once, one is told false. */
  async use(tx: Tx, id: string, now: Date): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(InviteRow)
      .set({ uses: () => 'uses + 1' })
      .where('id = :id and revoked_at is null and uses < max_uses and expires_at > :now', { id, now })
      .execute();
    return result.affected === 1;
  }

  /** False when there is no such invitation that is not revoked. */
  async revoke(tx: Tx, id: string, now: Date): Promise<boolean> {
    const result = await tx.manager.update(InviteRow, { id, revokedAt: IsNull() }, { revokedAt: now });
    return result.affected === 1;
  }
}
