import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Standing } from '../../users/acting-on-accounts.js';
import { PasswordLink } from './password-link.entity.js';

/** The password_links table. */
@Injectable()
export class PasswordLinksRepository {
  constructor(@InjectRepository(PasswordLink) private readonly links: Repository<PasswordLink>) {}

  /** Undefined when it has expired, too. */
  async findByHash(tokenHash: string, now: Date): Promise<PasswordLink | undefined> {
    return (await this.links.findOneBy({ tokenHash, expiresAt: MoreThan(now) })) ?? undefined;
  }

  /** Takes the place of the person's earlier one. */
  async save(tx: Tx, link: PasswordLink): Promise<void> {
    await tx.manager.upsert(PasswordLink, link, ['userId']);
  }

  /** Spends it; of two at once, one is told false. */
  async spend(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
    const result = await tx.manager.delete(PasswordLink, { tokenHash, expiresAt: MoreThan(now) });
    return result.affected === 1;
  }

  /** The links that this person made or was made, as the transaction sees those they are between. */
  concerning(tx: Tx, userId: string): Promise<{ userId: string; maker: Standing; account: Standing }[]> {
    const standing = (of: string) =>
      `json_build_object('isActive', ${of}.is_active, 'isStaff', ${of}.is_staff, 'isSuperuser', ${of}.is_superuser,
        'rolePermissions', ${of}.role_permissions)`;
    return tx.manager.query(
      `select l.user_id as "userId", ${standing('m')} as maker, ${standing('u')} as account
       from password_links l join users m on m.id = l.created_by join users u on u.id = l.user_id
       where l.created_by = $1 or l.user_id = $1`,
      [userId],
    );
  }

  /** Those of these people. */
  async deleteOf(tx: Tx, userIds: readonly string[]): Promise<void> {
    await tx.manager.delete(PasswordLink, { userId: In(userIds) });
  }

  async deleteOld(): Promise<void> {
    await this.links.createQueryBuilder().delete().where('expires_at < now()').execute();
  }
}
