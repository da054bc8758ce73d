import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { BYTE_ORDER_MARK, csvLine } from '../../core/http/csv.js';
import type { AccountFilter } from '../../users/list/account-filter.js';
import type { AccountSort } from '../../users/list/account-order.js';
import { UserPermission } from '../../users/users.permissions.js';
import { OngoingRights } from '../ongoing-rights.js';
import { AccountListService } from './account-list.service.js';
import type { ExportAccountsQuery } from './dto/export-accounts.dto.js';
import type { ListedAccountDto } from './dto/list-accounts.dto.js';

/** As many as are read at once. */
const PAGE = 500;

const COLUMNS: Readonly<Record<string, (account: ListedAccountDto) => string>> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  email: ({ email }) => email,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  title: ({ title }) => title,
  isActive: ({ isActive }) => String(isActive),
  roles: ({ roles }) => roles.join(' '),
  joined: ({ dateJoined }) => dateJoined.toISOString(),
  lastLogin: ({ lastLogin }) => lastLogin?.toISOString() ?? '',
  lastSeen: ({ lastSeenAt }) => lastSeenAt?.toISOString() ?? '',
  lockedUntil: ({ lockedUntil }) => lockedUntil?.toISOString() ?? '',
  sessions: ({ sessions }) => String(sessions),
};

/** The list of people as a file: read a page at a time while it is sent, and on record before it begins. */
@Injectable()
export class AccountExport {
  constructor(
    private readonly accounts: AccountListService,
    private readonly rights: OngoingRights,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** The reading ends with the stream, also when nobody takes the rest. */
  async csv({ userId }: Principal, { format, ...asked }: ExportAccountsQuery, client: ClientInfo): Promise<Readable> {
    const filter = await this.accounts.filterOf(asked);
    const count = await this.accounts.count(filter);
    const after = { format, filter: asked, count };
    await this.work.run((tx) =>
      this.audit.record(tx, {
        ...{ actorId: userId, action: 'users.exported', targetType: 'users', targetId: 'export', after },
        ...client,
      }),
    );
    return Readable.from(this.lines(userId, filter, asked.sort), { objectMode: false });
  }

  private async *lines(userId: string, filter: AccountFilter, sort: AccountSort | undefined): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(Object.keys(COLUMNS));
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.accounts.page({ filter, sort, limit: PAGE, cursor });
      if (page.items.length > 0) yield page.items.map(lineOf).join('');
      cursor = page.nextCursor;
      if (cursor !== null) await this.rights.require(userId, UserPermission.Export);
    }
  }
}

function lineOf(account: ListedAccountDto): string {
  return csvLine(Object.values(COLUMNS).map((text) => text(account)));
}
