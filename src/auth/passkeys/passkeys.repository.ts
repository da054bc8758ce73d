import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Passkey } from './passkey.entity.js';

/** The passkeys table. */
@Injectable()
export class PasskeysRepository {
  constructor(@InjectRepository(Passkey) private readonly passkeys: Repository<Passkey>) {}

  /** The oldest first. */
  of(userId: string): Promise<Passkey[]> {
    return this.passkeys.find({ where: { userId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async findByCredential(credentialId: string): Promise<Passkey | undefined> {
    return (await this.passkeys.findOneBy({ credentialId })) ?? undefined;
  }

  async lockByCredential(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
    const options = { where: { credentialId }, lock: { mode: 'pessimistic_write' } } as const;
    return (await tx.manager.findOne(Passkey, options)) ?? undefined;
  }

  count(tx: Tx, userId: string): Promise<number> {
    return tx.manager.countBy(Passkey, { userId });
  }

  async insert(tx: Tx, passkey: Passkey): Promise<void> {
    await tx.manager.insert(Passkey, passkey);
  }

  async used(tx: Tx, id: string, counter: number, lastUsedAt: Date): Promise<void> {
    await tx.manager.update(Passkey, { id }, { counter, lastUsedAt });
  }

  /** False when this person has none with this id. */
  async rename(tx: Tx, userId: string, id: string, name: string): Promise<boolean> {
    return (await tx.manager.update(Passkey, { id, userId }, { name })).affected === 1;
  }

  /** False when this person has none with this id. */
  async delete(tx: Tx, userId: string, id: string): Promise<boolean> {
    return (await tx.manager.delete(Passkey, { id, userId })).affected === 1;
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(Passkey, { userId });
  }
}
