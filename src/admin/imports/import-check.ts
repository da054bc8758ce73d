import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { ReservedUsernames } from '../../users/reserved-usernames.js';
import type { AccountImport, ImportCounts } from './account-import.entity.js';
import { ROWS_AT_ONCE } from './imports.limits.js';
import { ImportsRepository, type JudgedRow } from './imports.repository.js';
import { type ImportedPerson, isRefusal, personOf, type RowRefusal } from './person-fields.js';
import type { TableRow } from './read-table.js';
import { KnownAccounts, planOf, type RowPlan } from './row-plan.js';

type Read = ImportedPerson | RowRefusal;

/** Says of every row of an import what would be done, without doing it. */
@Injectable()
export class ImportCheck {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly accounts: Accounts,
    private readonly reserved: ReservedUsernames,
  ) {}

  /** Writes what it says beside each row, and answers how many there are of each. */
  async run(tx: Tx, accountImport: AccountImport, actor: Account): Promise<ImportCounts> {
    const counts = { create: 0, change: 0, unchanged: 0, refused: 0 };
    const earlier = new EarlierRows();
    for (let line: number | undefined = 0; line !== undefined;) {
      const rows: TableRow[] = await this.imports.rows(tx, accountImport.id, ROWS_AT_ONCE, line);
      const read = rows.map((row) => earlier.judge(personIn(row, accountImport)));
      const plans = await this.plans(tx, accountImport, actor, read);
      const judged = rows.map((row, n) => judgedAs(row, plans[n]));
      for (const { outcome } of judged) counts[outcome]++;
      await this.imports.judge(tx, accountImport.id, judged);
      line = rows.at(-1)?.line;
    }
    return counts;
  }

  /** What one row comes to now. */
  async plan(tx: Tx, accountImport: AccountImport, actor: Account, row: TableRow): Promise<RowPlan | undefined> {
    const [plan] = await this.plans(tx, accountImport, actor, [personIn(row, accountImport)]);
    return plan;
  }

  private async plans(tx: Tx, { mode }: AccountImport, actor: Account, read: readonly Read[]): Promise<RowPlan[]> {
    const people = read.filter((one): one is ImportedPerson => !isRefusal(one));
    const usernames = people.flatMap(({ username }) => username ?? []);
    const emails = people.flatMap(({ email }) => email ?? []);
    const known = new KnownAccounts(
      await this.accounts.named(tx, { usernames, emails }),
      await this.reserved.among(tx, usernames),
    );
    return read.map((one) => planOf(one, known, mode ?? 'create', actor));
  }
}

function personIn({ cells, fault }: TableRow, { columns, mapping }: AccountImport): Read {
  return fault === null ? personOf(cells, columns, mapping ?? {}) : { field: null, code: fault };
}

function judgedAs({ line }: TableRow, plan: RowPlan | undefined): JudgedRow {
  const outcome = plan?.outcome ?? 'unchanged';
  const [field, code] = plan?.outcome === 'refused' ? [plan.field, plan.code] : [null, null];
  return { line, outcome, field, code };
}

/** The names in rows that were read: who is in a file twice is imported once, as the first row says. */
class EarlierRows {
  private readonly usernames = new Set<string>();
  private readonly emails = new Set<string>();

  judge(read: Read): Read {
    if (isRefusal(read)) return read;
    const { username, email: written } = read;
    const email = written?.toLowerCase();
    if (username !== undefined && this.usernames.has(username)) return { field: 'username', code: 'duplicate_in_file' };
    if (email !== undefined && this.emails.has(email)) return { field: 'email', code: 'duplicate_in_file' };
    if (username !== undefined) this.usernames.add(username);
    if (email !== undefined) this.emails.add(email);
    return read;
  }
}
