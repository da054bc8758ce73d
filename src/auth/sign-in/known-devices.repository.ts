import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Not, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { KnownDevice } from './known-device.entity.js';

/** The known_devices table. */
@Injectable()
export class KnownDevicesRepository {
  constructor(@InjectRepository(KnownDevice) private readonly devices: Repository<KnownDevice>) {}

  isKnown(tokenHash: string, userId: string): Promise<boolean> {
    return this.devices.existsBy({ tokenHash, userId });
  }

  /** Whether no second factor is asked for on it. */
  isTrusted(tx: Tx, tokenHash: string, userId: string): Promise<boolean> {
    return tx.manager.existsBy(KnownDevice, { tokenHash, userId, trustedUntil: MoreThan(new Date()) });
  }

  async trust(tx: Tx, tokenHash: string, userId: string, trustedUntil: Date): Promise<void> {
    await tx.manager.update(KnownDevice, { tokenHash, userId }, { trustedUntil });
  }

  /** A second factor is asked for on every device of this person again. */
  async endTrust(tx: Tx, userId: string): Promise<void> {
    await tx.manager.update(KnownDevice, { userId, trustedUntil: Not(IsNull()) }, { trustedUntil: null });
  }

  isIssued(tx: Tx, tokenHash: string): Promise<boolean> {
    return tx.manager.existsBy(KnownDevice, { tokenHash });
  }

  /** True for a device that this person never used, who used others. */
  async save(tx: Tx, tokenHash: string, userId: string): Promise<boolean> {
    const [saved] = await tx.manager.query<[{ isUnheardOf: boolean }]>(
      `insert into known_devices (token_hash, user_id, created_at, last_used_at) values ($1, $2, now(), now())
       on conflict on constraint known_devices_pkey do update set last_used_at = excluded.last_used_at
       returning xmax = 0 and exists (select 1 from known_devices where user_id = $2) as "isUnheardOf"`,
      [tokenHash, userId],
    );
    return saved.isUnheardOf;
  }

  /** Whether this person ever used a device that was remembered. */
  isAnyOf(tx: Tx, userId: string): Promise<boolean> {
    return tx.manager.existsBy(KnownDevice, { userId });
  }

  /** All of one person. */
  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(KnownDevice, { userId });
  }

  /** Those that nobody has signed in from for a year. */
  async deleteOld(): Promise<void> {
    await this.devices.createQueryBuilder().delete().where(`last_used_at < now() - interval '1 year'`).execute();
  }
}
