import { Injectable, Logger } from '@nestjs/common';
import webpush from 'web-push';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { Sealing } from '../../auth/tokens/sealing.js';
import { PushKeysRepository } from './push-keys.repository.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

export interface PushKeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const CONTEXT = 'push key';

/**
 * The keys by which push services know this server, the same on all nodes: made when they are first needed, and kept sealed
 * with JWT_SECRET. Where that was replaced without naming the old one they are lost: new ones are made, and devices
 * subscribe anew when they are used next.
 */
@Injectable()
export class PushKeys {
  private readonly log = new Logger(PushKeys.name);
  private known: PushKeyPair | undefined;

  constructor(
    private readonly keys: PushKeysRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly sealing: Sealing,
    private readonly work: UnitOfWork,
  ) {}

  async get(): Promise<PushKeyPair> {
    return (this.known ??= (await this.kept()) ?? (await this.make()));
  }

  private async kept(): Promise<PushKeyPair | undefined> {
    const sealed = await this.keys.find();
    if (!sealed) return undefined;
    const { publicKey } = sealed;
    const privateKey = this.sealing.open(sealed.privateKey, CONTEXT);
    await this.work.run(async (tx) => {
      if (privateKey !== undefined) {
        const isOld = this.sealing.olderKeys.some((id) => sealed.privateKey.startsWith(`${id}.`));
        if (isOld) await this.keys.reseal(tx, { publicKey, privateKey: this.sealing.seal(privateKey, CONTEXT) });
        return;
      }
      this.log.warn('The push keys were sealed with a secret that is gone. New ones are made; devices subscribe anew.');
      await this.keys.delete(tx, publicKey);
      await this.subscriptions.deleteAll(tx);
    });
    return privateKey === undefined ? undefined : { publicKey, privateKey };
  }

  private async make(): Promise<PushKeyPair> {
    const { publicKey, privateKey } = webpush.generateVAPIDKeys();
    await this.work.run((tx) =>
      this.keys.insert(tx, { publicKey, privateKey: this.sealing.seal(privateKey, CONTEXT) }),
    );
    const kept = await this.kept();
    if (!kept) throw new Error('The push keys were made and cannot be read.');
    return kept;
  }
}
