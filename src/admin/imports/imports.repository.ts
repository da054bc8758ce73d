import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { AccountImport } from './account-import.entity.js';
import type { RowOutcome } from './account-import-row.entity.js';
import type { TableRow } from './read-table.js';

/** What a check says of a row. */
export interface JudgedRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly field: string | null;
  readonly code: string | null;
}

/** A row that is not imported, with why. */
export interface RefusedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly field: string | null;
  readonly code: string;
}

/** A row of which an account was made. */
export interface CreatedRow {
  readonly line: number;
  readonly userId: string;
}

/** The last word on each row: what its run was refused for, else what the check said. */
const REFUSED = `select r.line, r.cells, case when i.code is null then r.field end as field, coalesce(i.code, r.code) as code
  from account_import_rows r
  left join lateral (
    select i.state, i.code from admin_jobs j join admin_job_items i on i.job_id = j.id and i.place = r.line
    where j.import_id = r.import_id and i.state <> 'waiting' order by j.created_at desc limit 1
  ) i on true
  where r.import_id = $1 and r.line > $2 and (r.outcome = 'refused' or i.state = 'failed')
  order by r.line limit $3`;

/** The tables account_imports and account_import_rows. */
@Injectable()
export class ImportsRepository {
  constructor(
    @InjectRepository(AccountImport) private readonly imports: Repository<AccountImport>,
    private readonly database: Database,
  ) {}

  async find(id: string): Promise<AccountImport | undefined> {
    return (await this.imports.findOneBy({ id })) ?? undefined;
  }

  async findWithin(tx: Tx, id: string): Promise<AccountImport | undefined> {
    return (await tx.manager.findOneBy(AccountImport, { id })) ?? undefined;
  }

  async insert(tx: Tx, accountImport: AccountImport): Promise<void> {
    await tx.manager.insert(AccountImport, accountImport);
  }

  async update(tx: Tx, { id, ...rest }: AccountImport): Promise<void> {
    await tx.manager.update(AccountImport, { id }, rest);
  }

  /** Locks it until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<AccountImport | undefined> {
    const lock = tx.manager.createQueryBuilder(AccountImport, 'i').setLock('for_no_key_update');
    return (await lock.where({ id }).getOne()) ?? undefined;
  }

  async addRows(tx: Tx, importId: string, rows: readonly TableRow[]): Promise<void> {
    await tx.manager.query(
      `insert into account_import_rows (import_id, line, cells, fault)
       select $1, line, cells::jsonb, fault from unnest($2::integer[], $3::text[], $4::text[]) r(line, cells, fault)`,
      [
        importId,
        rows.map(({ line }) => line),
        rows.map(({ cells }) => JSON.stringify(cells)),
        rows.map((row) => row.fault),
      ],
    );
  }

  /** How the file begins. */
  firstRows(importId: string, limit: number): Promise<TableRow[]> {
    return this.database.rows<TableRow>(
      {
        name: 'account-imports.first-rows',
        text: `select line, cells, fault from account_import_rows where import_id = $1 order by line limit $2`,
      },
      [importId, limit],
    );
  }

  /** In the order of the file. */
  rows(tx: Tx, importId: string, limit: number, afterLine: number): Promise<TableRow[]> {
    return tx.manager.query<TableRow[]>(
      `select line, cells, fault from account_import_rows where import_id = $1 and line > $2 order by line limit $3`,
      [importId, afterLine, limit],
    );
  }

  async row(tx: Tx, importId: string, line: number): Promise<TableRow | undefined> {
    const [row] = await tx.manager.query<TableRow[]>(
      `select line, cells, fault from account_import_rows where import_id = $1 and line = $2`,
      [importId, line],
    );
    return row;
  }

  /** Writes what a check says of rows. */
  async judge(tx: Tx, importId: string, rows: readonly JudgedRow[]): Promise<void> {
    await tx.manager.query(
      `update account_import_rows r set outcome = j.outcome, field = j.field, code = j.code
       from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) j(line, outcome, field, code)
       where r.import_id = $1 and r.line = j.line`,
      [
        ...[importId, rows.map(({ line }) => line), rows.map(({ outcome }) => outcome)],
        ...[rows.map(({ field }) => field), rows.map(({ code }) => code)],
      ],
    );
  }

  /** Says whose row it is, and what was done, which may be something else than the check said. */
  async setPerson(
    tx: Tx,
    importId: string,
    line: number,
    { userId, outcome }: { userId: string; outcome: 'create' | 'change' },
  ): Promise<void> {
    await tx.manager.query(
      `update account_import_rows set user_id = $3, outcome = $4 where import_id = $1 and line = $2`,
      [importId, line, userId, outcome],
    );
  }

  /** Empties the rows that an account was made from or changed by. */
  async blankRowsOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query(`update account_import_rows set cells = '[]' where user_id = $1`, [userId]);
  }

  /** Makes an item of a job of each row that a check said something would be done for; how many they are. */
  async addItems(tx: Tx, importId: string, jobId: string): Promise<number> {
    const [{ count = 0 } = {}] = await tx.manager.query<{ count?: number }[]>(
      `with added as (
         insert into admin_job_items (job_id, place) select $1, line from account_import_rows
         where import_id = $2 and outcome in ('create', 'change') returning 1
       ) select count(*)::integer as count from added`,
      [jobId, importId],
    );
    return count;
  }

  /** Those that are not imported, in the order of the file. */
  refused(importId: string, limit: number, afterLine = 0): Promise<RefusedRow[]> {
    return this.database.rows<RefusedRow>({ name: 'account-imports.refused', text: REFUSED }, [
      ...[importId, afterLine, limit],
    ]);
  }

  /** Those of which an account was made, in the order of the file. */
  created(importId: string, limit: number, afterLine = 0): Promise<CreatedRow[]> {
    return this.database.rows<CreatedRow>(
      {
        name: 'account-imports.created',
        text: `select line, user_id as "userId" from account_import_rows
          where import_id = $1 and line > $2 and user_id is not null and outcome = 'create' order by line limit $3`,
      },
      [importId, afterLine, limit],
    );
  }

  async countCreated(importId: string): Promise<number> {
    const row = await this.database.row<{ count: number }>(
      {
        name: 'account-imports.count-created',
        text: `select count(*)::integer as count from account_import_rows
          where import_id = $1 and user_id is not null and outcome = 'create'`,
      },
      [importId],
    );
    return row?.count ?? 0;
  }

  /** Deletes what somebody uploaded and did not run, but for the newest. */
  async deleteUnused(tx: Tx, actorId: string, kept: number): Promise<void> {
    await tx.manager.query(
      `delete from account_imports where id in (
         select i.id from account_imports i
         where i.actor_id = $1 and not exists (select from admin_jobs j where j.import_id = i.id)
         order by i.created_at desc offset $2
       )`,
      [actorId, kept],
    );
  }

  /** Deletes what was uploaded so long ago, with all rows, unless it is being run. */
  async deleteOld(days: number): Promise<void> {
    await this.database.rows(
      {
        name: 'account-imports.delete-old',
        text: `delete from account_imports i where i.created_at < now() - $1 * interval '1 day'
          and not exists (select from admin_jobs j where j.import_id = i.id and j.state in ('waiting', 'running'))`,
      },
      [days],
    );
  }
}
