import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Account } from '../../users/account.js';
import { Sessions } from '../sessions/sessions.service.js';
import { type GrantedSession, SessionGrants } from './session-grants.js';
import { KnownDevices } from './known-devices.js';

/** What follows once it is certain who somebody is: a session, and a device that is known from now on. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly grants: SessionGrants,
  ) {}

  async welcome(tx: Tx, account: Account, client: ClientInfo, deviceToken?: string): Promise<GrantedSession> {
    const session = await this.sessions.begin(tx, account.id, client);
    return this.grants.grant(session, account, await this.devices.remember(tx, account.id, deviceToken));
  }
}
