import { Injectable } from '@nestjs/common';
import type { AuditPosition } from '../../audit/audit-filter.js';
import { type AuditRecord, AuditTrail } from '../../audit/audit-trail.js';
import { LockedAccounts } from '../../auth/sign-in/locked-accounts.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { decodeCursor, encodeCursor, type PageQuery } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { judgeAct } from '../account-rules.js';
import type { SignInDto, SignInPageDto } from './dto/sign-ins.dto.js';

/** How somebody came in, and who tried to: what the audit log says of it; and the end of the lock that follows from too many tries. */
@Injectable()
export class SignInHistory {
  constructor(
    private readonly accounts: Accounts,
    private readonly audit: AuditTrail,
    private readonly locked: LockedAccounts,
    private readonly work: UnitOfWork,
  ) {}

  /** Newest first. Throws UserNotFound or AccountProtected: an address and a browser are for those who may act on the account. */
  async page(principal: Principal, id: string, { limit, cursor }: PageQuery): Promise<SignInPageDto> {
    const [actor, target] = await Promise.all([this.accounts.find(principal.userId), this.accounts.find(id)]);
    judgeAct(actor, target, UserPermission.ManageSessions);
    const found = await this.audit.pageOfEither(
      [
        { actors: [id], actions: ['session.started'] },
        { targets: [id], actions: ['sign-in.failed', 'password.refused'] },
      ],
      limit + 1,
      cursor === undefined ? undefined : positionOf(cursor),
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { items: page.map(signInOf), nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null };
  }

  /** Nothing happens where nothing failed. Throws UserNotFound or AccountProtected. */
  async unlock(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const accounts = await this.accounts.lockAll(tx, [principal.userId, id]);
      judgeAct(accounts.get(principal.userId), accounts.get(id), UserPermission.ManageSessions);
      const failures = await this.locked.unlock(tx, id);
      if (failures === 0) return;
      const act = { actorId: principal.userId, action: 'user.unlocked', targetType: 'user', targetId: id };
      await this.audit.record(tx, { ...act, before: { failures }, ...client });
    });
  }
}

function signInOf({ id, at, outcome, ip, userAgent }: AuditRecord): SignInDto {
  return { id, at, outcome, ip, userAgent };
}

function positionOf(cursor: string): AuditPosition {
  const [at, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: new Date(String(at)), id: String(id) };
}
