import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { Accounts } from '../../users/accounts.js';
import { AlreadySetUp, SetupTokenInvalid } from '../auth.errors.js';
import type { SetUpDto } from '../dto/set-up.dto.js';
import { type ArrivalDevice, Arrivals } from '../sign-in/arrivals.js';
import type { GrantedSession } from '../sign-in/session-grants.js';
import { isSameSecret } from '../../core/security/capability.js';
import { NewAccounts } from './new-accounts.js';

/** Making the account with which everything begins. */
@Injectable()
export class FirstAccount {
  constructor(
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'setupToken'>,
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly arrivals: Arrivals,
    private readonly organisation: OrganisationSettings,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Makes the superuser; of two who try at once one gets AlreadySetUp. Throws SetupTokenInvalid. */
  async setUp(dto: SetUpDto, client: ClientInfo, from: ArrivalDevice = {}): Promise<GrantedSession> {
    if (await this.accounts.isAnybodyThere()) throw new AlreadySetUp();
    if (!isSameSecret(dto.token, this.settings.setupToken)) throw new SetupTokenInvalid();
    const prepared = await this.newAccounts.prepare(dto);
    return this.work.run(async (tx) => {
      if (!(await this.accounts.isFirst(tx))) throw new AlreadySetUp();
      const account = await this.newAccounts.createSignedIn(tx, { ...prepared, isStaff: true, isSuperuser: true });
      const { organisationName } = dto;
      if (organisationName !== undefined) {
        await this.organisation.set(tx, ORGANISATION_NAME, organisationName, account.id);
      }
      await this.audit.record(tx, {
        actorId: account.id,
        action: 'server.set-up',
        targetType: 'user',
        targetId: account.id,
        after: { username: account.username, email: account.email, organisationName: organisationName ?? null },
        ...client,
      });
      return this.arrivals.welcome(tx, account, client, from);
    });
  }
}
