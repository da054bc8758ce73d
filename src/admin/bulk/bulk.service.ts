import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { Confirmations } from '../../core/security/confirmations.js';
import type { Principal } from '../../core/security/principal.js';
import { type Account, displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import type { AccountFilter } from '../../users/list/account-filter.js';
import { AccountList } from '../../users/list/account-list.js';
import { UserNotFound } from '../../users/users.errors.js';
import { requireStillAllowed } from '../account-rules.js';
import { AdminJobs } from '../jobs/admin-jobs.service.js';
import { AdminJobsRepository } from '../jobs/admin-jobs.repository.js';
import { MAX_NAMED } from '../jobs/jobs.limits.js';
import { AccountListService } from '../list/account-list.service.js';
import { BulkActions } from './bulk-actions.js';
import { BulkCountChanged } from './bulk.errors.js';
import type { BulkAnswerDto, BulkDto, BulkRefusalDto } from './dto/bulk.dto.js';

/** As many as are judged at once. */
const PAGE = 500;

/** Who is meant. */
type Selection =
  { readonly ids: readonly string[] } | { readonly filter: AccountFilter } | { readonly changedBy: string };

type Preview = Omit<BulkAnswerDto, 'jobId'>;

/** One act on many accounts: looked at first, then done by a job. Who is meant is found by the server, however many they are. */
@Injectable()
export class Bulk {
  constructor(
    private readonly actions: BulkActions,
    private readonly jobs: AdminJobs,
    private readonly adminJobs: AdminJobsRepository,
    private readonly list: AccountListService,
    private readonly accountList: AccountList,
    private readonly accounts: Accounts,
    private readonly confirmations: Confirmations,
    private readonly work: UnitOfWork,
  ) {}

  /** Says what would be done, or begins to do it when that is what was confirmed. Throws BulkCountChanged, or TooManyJobs. */
  async act(principal: Principal, dto: BulkDto, client: ClientInfo): Promise<BulkAnswerDto> {
    const selection = await this.selectionOf(principal, dto);
    const preview = await this.preview(principal, dto, selection);
    if (dto.dryRun) return preview;
    await this.confirmations.require(principal);
    if (dto.confirm === undefined)
      throw ValidationFailed.at('/confirm', 'required', 'Ask with dryRun first, and send its count as confirm.');
    if (dto.confirm !== preview.count) throw new BulkCountChanged(preview.count);
    return { ...preview, jobId: await this.begin(principal, dto, selection, preview, client) };
  }

  private begin(
    principal: Principal,
    { action, roleId, filter, changedBy }: BulkDto,
    selection: Selection,
    { count, unchanged, refusedTotal }: Preview,
    client: ClientInfo,
  ): Promise<string> {
    const job = {
      action,
      details: roleId === undefined ? {} : { roleId },
      facts: { ...(filter && { filter }), ...(changedBy !== undefined && { changedBy }) },
    };
    return this.work.run((tx) =>
      this.jobs.begin(tx, principal, job, client, async (jobId) => {
        if ('changedBy' in selection)
          return this.adminJobs.addItemsOf(tx, jobId, { jobId: selection.changedBy, states: ['changed'] });
        const wanted = 'filter' in selection ? selection.filter : { ids: selection.ids };
        const total = await this.adminJobs.addAccounts(tx, jobId, this.accountList.idsOf(wanted));
        // Somebody came to match, or no longer, while it was judged.
        if ('filter' in selection && total !== count + unchanged + refusedTotal) throw new BulkCountChanged(total);
        return total;
      }),
    );
  }

  private async preview(principal: Principal, { action, roleId }: BulkDto, selection: Selection): Promise<Preview> {
    const bulkAction = this.actions.find(action, roleId);
    const actor = await this.accounts.get(principal.userId);
    requireStillAllowed(actor, bulkAction.permission);
    const refused: BulkRefusalDto[] = [];
    const preview = { count: 0, unchanged: 0, refusedTotal: 0, refused };
    const refuse = (refusal: BulkRefusalDto): void => {
      preview.refusedTotal++;
      if (refused.length < MAX_NAMED) refused.push(refusal);
    };
    const missing = new Set('ids' in selection ? selection.ids : []);
    for await (const accounts of this.pages(selection)) {
      const verdicts = await bulkAction.preview(actor, accounts, roleId ?? '');
      for (const [n, verdict] of verdicts.entries()) {
        const account = accounts[n] as Account;
        missing.delete(account.id);
        if (verdict === 'changed') preview.count++;
        else if (verdict === 'unchanged') preview.unchanged++;
        else refuse({ id: account.id, displayName: displayNameOf(account), code: verdict.refused });
      }
    }
    for (const id of missing) refuse({ id, displayName: null, code: UserNotFound.definition.code });
    return preview;
  }

  private async *pages(selection: Selection): AsyncGenerator<readonly Account[]> {
    if ('changedBy' in selection) return yield* this.pagesOfJob(selection.changedBy);
    const filter = 'filter' in selection ? selection.filter : { ids: selection.ids };
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.accountList.page({ filter, sort: 'username', limit: PAGE, cursor });
      yield page.items.map(({ account }) => account);
      cursor = page.nextCursor;
    }
  }

  private async *pagesOfJob(jobId: string): AsyncGenerator<readonly Account[]> {
    for (let place: number | undefined = 0; place !== undefined;) {
      const items = await this.adminJobs.accountsOf({ jobId, states: ['changed'] }, PAGE, place);
      const filter = { ids: items.flatMap(({ userId }) => userId ?? []) };
      const page = await this.accountList.page({ filter, sort: 'username', limit: PAGE });
      yield page.items.map(({ account }) => account);
      place = items.at(-1)?.place;
    }
  }

  private async selectionOf(principal: Principal, { ids, filter, changedBy }: BulkDto): Promise<Selection> {
    const given = [ids, filter, changedBy].filter((one) => one !== undefined);
    if (given.length !== 1)
      throw ValidationFailed.at('', 'one_of', 'Say who is meant by exactly one of ids, filter and changedBy.');
    if (ids) return { ids: [...new Set(ids.map((id) => id.toLowerCase()))] };
    if (filter) return { filter: await this.list.filterOf(filter) };
    return { changedBy: (await this.jobs.visible(principal, changedBy ?? '')).id };
  }
}
