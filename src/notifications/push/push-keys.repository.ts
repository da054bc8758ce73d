import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';

export interface SealedKeys {
  readonly publicKey: string;
  /** Sealed. */
  readonly privateKey: string;
}

/** The push_keys table, of one row. */
@Injectable()
export class PushKeysRepository {
  constructor(private readonly database: Database) {}

  find(): Promise<SealedKeys | undefined> {
    return this.database.row<SealedKeys>({
      name: 'push-keys.find',
      text: 'select public_key as "publicKey", private_key as "privateKey" from push_keys',
    });
  }

  /** Where there are none: of nodes that start together, the first one's stay. */
  async insert(tx: Tx, { publicKey, privateKey }: SealedKeys): Promise<void> {
    await tx.manager.query(
      'insert into push_keys (id, public_key, private_key, made_at) values (1, $1, $2, now()) on conflict do nothing',
      [publicKey, privateKey],
    );
  }

  /** The same keys, sealed otherwise. */
  async reseal(tx: Tx, { publicKey, privateKey }: SealedKeys): Promise<void> {
    await tx.manager.query('update push_keys set private_key = $2 where public_key = $1', [publicKey, privateKey]);
  }

  async delete(tx: Tx, publicKey: string): Promise<void> {
    await tx.manager.query('delete from push_keys where public_key = $1', [publicKey]);
  }
}
