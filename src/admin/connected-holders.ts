import { Injectable } from '@nestjs/common';
import { type Permission, permissionsOf } from '../core/security/permissions.js';
import { Connections } from '../realtime/connections.js';
import { Accounts } from '../users/accounts.js';

/** Who is connected to this node and holds a permission now. */
@Injectable()
export class ConnectedHolders {
  constructor(
    private readonly connections: Connections,
    private readonly accounts: Accounts,
  ) {}

  /** Those whose tokens have it, without whom it was taken from since; asks for each, so nothing where nobody has it. */
  async of(permission: Permission): Promise<string[]> {
    const byToken = new Set<string>();
    for (const { principal } of this.connections.all()) {
      if (principal.permissions.has(permission)) byToken.add(principal.userId);
    }
    const standings = await Promise.all(
      [...byToken].map(async (userId) => ({ userId, standing: await this.accounts.standing(userId) })),
    );
    return standings.flatMap(({ userId, standing }) =>
      standing?.isActive && permissionsOf(standing).has(permission) ? [userId] : [],
    );
  }
}
