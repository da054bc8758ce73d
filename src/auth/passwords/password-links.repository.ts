import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Not, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Standing } from '../../users/acting-on-accounts.js';
import { PasswordLink } from './password-link.entity.js';

/** A link, with what decides whether its maker may act on the account. */
export interface LinkBetween extends Pick<PasswordLink, 'userId' | 'createdBy'> {
  readonly maker: Standing;
  readonly account: Standing;
}

/** The password_links table. */
@Injectable()
export class PasswordLinksRepository {
  constructor(@InjectRepository(PasswordLink) private readonly links: Repository<PasswordLink>) {}

  /** Undefined when it has expired, too. */
  async findByHash(tokenHash: string, now: Date): Promise<PasswordLink | undefined> {
    return (await this.links.findOneBy({ tokenHash, expiresAt: MoreThan(now) })) ?? undefined;
  }

  /** Takes the place of the earlier one by the same maker. */
  async save(tx: Tx, link: PasswordLink): Promise<void> {
    await tx.manager.upsert(PasswordLink, link, ['userId', 'createdBy']);
  }

  /** Spends it; of two at once, one is told false. */
  async spend(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
    const result = await tx.manager.delete(PasswordLink, { tokenHash, expiresAt: MoreThan(now) });
    return result.affected === 1;
  }

  /** The links that this person made or was made, as the transaction sees those they are between. */
  concerning(tx: Tx, userId: string): Promise<LinkBetween[]> {
    const standing = (of: string) =>
      `json_build_object('isActive', ${of}.is_active, 'isStaff', ${of}.is_staff, 'isSuperuser', ${of}.is_superuser,
        'rolePermissions', ${of}.role_permissions)`;
    return tx.manager.query(
      `select l.user_id as "userId", l.created_by as "createdBy", ${standing('m')} as maker, ${standing('u')} as account
       from password_links l join users m on m.id = l.created_by join users u on u.id = l.user_id
       where l.created_by = $1 or l.user_id = $1`,
      [userId],
    );
  }

  /** All with which this person could choose another password. */
  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(PasswordLink, { userId });
  }

  /** The one by this maker. */
  async delete(tx: Tx, { userId, createdBy }: Pick<PasswordLink, 'userId' | 'createdBy'>): Promise<void> {
    await tx.manager.delete(PasswordLink, { userId, createdBy });
  }

  /** All but those that they asked for themselves. */
  async deleteHandedOver(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(PasswordLink, { userId, createdBy: Not(userId) });
  }

  async deleteOld(): Promise<void> {
    await this.links.createQueryBuilder().delete().where('expires_at < now()').execute();
  }
}
