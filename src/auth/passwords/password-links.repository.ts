import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
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

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(PasswordLink, { userId });
  }

  async deleteOld(): Promise<void> {
    await this.links.createQueryBuilder().delete().where('expires_at < now()').execute();
  }
}
