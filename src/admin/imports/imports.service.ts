import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { requireStillAllowed } from '../account-rules.js';
import type { AdminJob } from '../jobs/admin-job.entity.js';
import { AdminJobsRepository } from '../jobs/admin-jobs.repository.js';
import { AdminJobs } from '../jobs/admin-jobs.service.js';
import { MAX_NAMED } from '../jobs/jobs.limits.js';
import type { AccountImport } from './account-import.entity.js';
import type { CheckImportDto, ImportDto, ImportState } from './dto/import.dto.js';
import { ImportCheck } from './import-check.js';
import { ImportBegun, ImportNotChecked, ImportNotFound, ImportWithoutPeople } from './imports.errors.js';
import { MAX_UNUSED, SHOWN_ROWS } from './imports.limits.js';
import { ImportsRepository } from './imports.repository.js';
import { guessedMapping, PERSON_FIELDS } from './person-fields.js';
import { readTable } from './read-table.js';

/** Imports of people from a file: uploaded, checked, run by a job. An import is its maker's alone. */
@Injectable()
export class Imports {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly check: ImportCheck,
    private readonly adminJobs: AdminJobsRepository,
    private readonly jobs: AdminJobs,
    private readonly accounts: Accounts,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Keeps the rows of a file, unless its sender is gone before all is read. Throws ImportUnreadable, ImportTooLong,
   * ImportRowTooLong or ImportWithoutPeople.
   */
  async upload({ userId: actorId }: Principal, name: string, bytes: Buffer, isGone: () => boolean): Promise<ImportDto> {
    // Read before the transaction opens: none waits for it.
    const { columns, pieces } = await readTable(bytes, isGone);
    const rowCount = pieces.reduce((sum, rows) => sum + rows.length, 0);
    if (rowCount === 0) throw new ImportWithoutPeople();
    const id = newId();
    const unknown = { mapping: null, mode: null, invite: false, checked: null };
    await this.work.run(async (tx) => {
      await this.imports.deleteUnused(tx, actorId, MAX_UNUSED - 1);
      const made = { id, actorId, name: name.slice(0, 255), columns, rowCount, ...unknown, createdAt: new Date() };
      await this.imports.insert(tx, made);
      for (const rows of pieces) await this.imports.addRows(tx, id, rows);
    });
    return this.show(await this.own(actorId, id));
  }

  /** Throws ImportNotFound. */
  async get({ userId }: Principal, id: string): Promise<ImportDto> {
    return this.show(await this.own(userId, id));
  }

  /** Says of each row what would be done. Throws ImportNotFound, ImportBegun, or ValidationFailed for a column that is not there. */
  async map({ userId }: Principal, id: string, dto: CheckImportDto): Promise<ImportDto> {
    await this.work.run(async (tx) => {
      const accountImport = await this.lockUnused(tx, userId, id);
      const actor = await this.accounts.findWithin(tx, userId);
      requireStillAllowed(actor, UserPermission.Import);
      const mapping = definedOf(dto.mapping);
      requireColumns(dto, accountImport.columns);
      const next = { ...accountImport, mapping, mode: dto.mode, invite: dto.invite ?? false };
      await this.imports.update(tx, { ...next, checked: await this.check.run(tx, next, actor) });
    });
    return this.show(await this.own(userId, id));
  }

  /** Begins the job that imports what was checked. Throws ImportNotFound, ImportBegun, ImportNotChecked or TooManyJobs. */
  async run(principal: Principal, id: string, client: ClientInfo): Promise<string> {
    return this.work.run(async (tx) => {
      const { checked, mode, name } = await this.lockUnused(tx, principal.userId, id);
      if (!checked) throw new ImportNotChecked();
      const job = { action: 'import', details: {}, importId: id, facts: { name, mode, ...checked } };
      return this.jobs.begin(tx, principal, job, client, (jobId) => this.imports.addItems(tx, id, jobId));
    });
  }

  /** Throws ImportNotFound, for one of somebody else too. */
  async own(userId: string, id: string): Promise<AccountImport> {
    const found = await this.imports.find(id);
    if (found?.actorId !== userId) throw new ImportNotFound();
    return found;
  }

  private async lockUnused(tx: Tx, userId: string, id: string): Promise<AccountImport> {
    const found = await this.imports.lock(tx, id);
    if (found?.actorId !== userId) throw new ImportNotFound();
    if (await this.adminJobs.isBegun(tx, id)) throw new ImportBegun();
    return found;
  }

  private async show(accountImport: AccountImport): Promise<ImportDto> {
    const { id, name, columns, rowCount, mapping, mode, invite, checked } = accountImport;
    const [job, rows, refused, created] = await Promise.all([
      this.adminJobs.latestOfImport(id),
      this.imports.firstRows(id, SHOWN_ROWS),
      this.imports.refused(id, MAX_NAMED),
      this.imports.countCreated(id),
    ]);
    return {
      ...{ id, name, state: stateOf(accountImport, job), columns, rows: rows.map(({ cells }) => cells), rowCount },
      ...{ mapping: mapping ?? guessedMapping(columns), mode, invite, checked },
      errorsTotal: (checked?.refused ?? 0) + (job?.failed ?? 0),
      errors: refused.map(({ line, field, code }) => ({ line, field, code })),
      ...{ created, jobId: job?.id ?? null },
    };
  }
}

function stateOf({ checked }: AccountImport, job: AdminJob | undefined): ImportState {
  if (!job) return checked ? 'checked' : 'uploaded';
  return job.state === 'waiting' ? 'running' : job.state;
}

function definedOf(mapping: CheckImportDto['mapping']): CheckImportDto['mapping'] {
  return Object.fromEntries(PERSON_FIELDS.flatMap((field) => (mapping[field] ? [[field, mapping[field]]] : [])));
}

/** Every column that is named is there, and what the mode cannot do without is named. */
function requireColumns({ mapping, mode }: CheckImportDto, columns: readonly string[]): void {
  for (const field of PERSON_FIELDS) {
    const column = mapping[field];
    if (column !== undefined && !columns.includes(column))
      throw ValidationFailed.at(`/mapping/${field}`, 'unknown_column', `There is no column “${column}”.`);
  }
  const required = mode === 'update' ? [] : (['username', 'email'] as const);
  const missing = required.find((field) => mapping[field] === undefined);
  if (missing)
    throw ValidationFailed.at(`/mapping/${missing}`, 'required', 'New accounts need a username and an address.');
  if (mapping.username === undefined && mapping.email === undefined)
    throw ValidationFailed.at('/mapping/username', 'required', 'Say by which column people are known.');
}
