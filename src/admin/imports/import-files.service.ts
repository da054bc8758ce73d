import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { DomainError, problemDefinitions } from '../../core/errors/domain-error.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { BYTE_ORDER_MARK, csvLine } from '../../core/http/csv.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AdminAccess } from '../admin-access.service.js';
import { OngoingRights } from '../ongoing-rights.js';
import { ImportWithoutLinks } from './imports.errors.js';
import { ROWS_AT_ONCE } from './imports.limits.js';
import { type CreatedRow, ImportsRepository, type RefusedRow } from './imports.repository.js';
import { Imports } from './imports.service.js';

/** What is wrong with a row, for people who read the file; other codes are those of problems. */
const REASONS: Readonly<Record<string, string>> = {
  already_there: 'There is an account already, and it says something else',
  cell_too_long: 'A cell is too long',
  duplicate_in_file: 'An earlier row is about the same person',
  invalid_email: 'This is not an email address',
  invalid_length: 'This is too long or too short',
  invalid_text: 'This has nothing to see',
  invalid_username: 'A username has 3 to 32 of a-z, 0-9, dot, underscore and hyphen',
  not_one_line: 'This has to be one line',
  quote_not_closed: 'A quotation mark is opened here and never closed',
  required: 'This is missing',
  too_many_cells: 'The row has more cells than the header',
  unreadable_characters: 'Some characters cannot be read: save the file as UTF-8',
};

/** The files that an import leaves: rows that were not imported, and links for those who are new. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly owned: Imports,
    private readonly imports: ImportsRepository,
    private readonly accounts: Accounts,
    private readonly access: AdminAccess,
    private readonly rights: OngoingRights,
    private readonly work: UnitOfWork,
  ) {}

  /** The rows that were not imported as they stand in the file, with line and reason behind them. Throws ImportNotFound. */
  async rejects({ userId }: Principal, id: string): Promise<Readable> {
    const { columns } = await this.owned.own(userId, id);
    return streamOf(this.rejectedLines(id, columns));
  }

  /**
   * A new link for everybody who was imported and has never signed in, made while the file is sent: none is ever kept. Throws
   * ImportNotFound, ImportWithoutLinks or PermissionDenied.
   */
  async links(principal: Principal, id: string, client: ClientInfo): Promise<Readable> {
    const { invite } = await this.owned.own(principal.userId, id);
    if (!invite) throw new ImportWithoutLinks();
    await this.rights.require(principal.userId, UserPermission.ManageSessions);
    return streamOf(this.linkLines(principal, id, client));
  }

  private async *rejectedLines(id: string, columns: readonly string[]): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine([...columns, 'line', 'reason']);
    for (let line: number | undefined = 0; line !== undefined;) {
      const rows: RefusedRow[] = await this.imports.refused(id, ROWS_AT_ONCE, line);
      if (rows.length > 0) yield rows.map((row) => rejectedLine(row, columns.length)).join('');
      line = rows.at(-1)?.line;
    }
  }

  private async *linkLines(principal: Principal, id: string, client: ClientInfo): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(['username', 'email', 'firstName', 'lastName', 'link', 'expiresAt']);
    for (let line: number | undefined = 0; line !== undefined;) {
      const rows: CreatedRow[] = await this.imports.created(id, ROWS_AT_ONCE, line);
      for (const { userId } of rows) yield await this.linkLine(principal, userId, client);
      line = rows.at(-1)?.line;
    }
  }

  /** Empty for somebody who needs no link, or may not get one by now. */
  private async linkLine(principal: Principal, userId: string, client: ClientInfo): Promise<string> {
    const { username, email, firstName, lastName, lastLogin, isActive } = await this.accounts.get(userId);
    if (lastLogin || !isActive) return '';
    try {
      const { url, expiresAt } = await this.work.run((tx) =>
        this.access.createPasswordLinkIn(tx, principal, userId, client),
      );
      return csvLine([username, email, firstName, lastName, url, expiresAt.toISOString()]);
    } catch (error) {
      // Somebody who came to more rights, or was deactivated a moment ago; without the right itself the file ends.
      if (error instanceof DomainError && error.definition.code !== 'permission_denied') return '';
      throw error;
    }
  }
}

function rejectedLine({ line, cells, field, code }: RefusedRow, width: number): string {
  const own = Array.from({ length: width }, (_, n) => cells[n] ?? '');
  const reason = REASONS[code] ?? problemDefinitions.get(code)?.title ?? code;
  return csvLine([...own, line, field === null ? reason : `${field}: ${reason}`]);
}

function streamOf(lines: AsyncGenerator<string>): Readable {
  return Readable.from(lines, { objectMode: false });
}
