import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Account } from '../../users/account.js';
import { SecurityNotices } from '../notices/security-notices.service.js';
import { Sessions } from '../sessions/sessions.service.js';
import { type GrantedSession, SessionGrants } from './session-grants.js';
import { KnownDevices } from './known-devices.js';

/** The device somebody comes from. */
export interface ArrivalDevice {
  /** What an earlier sign-in left there. */
  readonly deviceToken?: string | undefined;
  /** Others use it too: it ends sooner, and is not remembered. */
  readonly isShared?: boolean | undefined;
  /** No second factor shall be asked for on it for a while. */
  readonly isTrusted?: boolean | undefined;
  /** The refresh tokens that it has until it gets the one of the new session. */
  readonly replacedTokens?: readonly string[];
}

/**
 * What follows once it is certain who somebody is: a session, in place of the one that the device had, and a device that is
 * known from now on. A device that was never used before is told to whoever has the account.
 */
@Injectable()
export class Arrivals {
  constructor(
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly grants: SessionGrants,
    private readonly notices: SecurityNotices,
  ) {}

  async welcome(tx: Tx, account: Account, client: ClientInfo, device: ArrivalDevice = {}): Promise<GrantedSession> {
    const session = await this.sessions.begin(tx, account.id, client, device);
    await this.sessions.endReplaced(tx, device.replacedTokens ?? [], account.id, client);
    const { isUnheardOf, token } = session.isShared
      ? { isUnheardOf: await this.devices.isUnheardOf(tx, account.id, device.deviceToken), token: undefined }
      : await this.devices[device.isTrusted ? 'trust' : 'remember'](tx, account.id, device.deviceToken);
    if (isUnheardOf) {
      await this.notices.tell(tx, { kind: 'device_new', userId: account.id, sessionId: session.id, client });
    }
    return this.grants.grant(session, account, token);
  }
}
