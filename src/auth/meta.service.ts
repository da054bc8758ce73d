import { Injectable } from '@nestjs/common';
import { Epochs } from '../core/epoch/epochs.js';
import { definedLimits } from '../core/limits.js';
import { Mailer } from '../core/mail/mailer.js';
import { definedSettings, type ToldSettingsDto } from '../core/organisation/define-setting.js';
import '../core/organisation/accent-colour.js';
import '../core/organisation/announcement.js';
import '../core/organisation/organisation-logo.js';
import { ORGANISATION_NAME } from '../core/organisation/organisation-name.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import { VERSION } from '../core/version.js';
import { Accounts } from '../users/accounts.js';
import { READ_RECEIPTS } from '../users/read-receipts-setting.js';
import type { MetaDto } from './dto/meta.dto.js';
import { WebAuthn } from './passkeys/web-authn.js';
import { REGISTRATION } from './registration/registration-setting.js';

/** What clients are told before anybody is signed in. */
@Injectable()
export class MetaService {
  constructor(
    private readonly accounts: Accounts,
    private readonly settings: OrganisationSettings,
    private readonly epochs: Epochs,
    private readonly mailer: Mailer,
    private readonly webAuthn: WebAuthn,
  ) {}

  async describe(): Promise<MetaDto> {
    const [isSetUp, registration, readReceipts, organisationName, limits, settings] = await Promise.all([
      this.accounts.isAnybodyThere(),
      this.settings.get(REGISTRATION),
      this.settings.get(READ_RECEIPTS),
      this.settings.get(ORGANISATION_NAME),
      this.limits(),
      this.told(),
    ]);
    const epoch = this.epochs.current;
    return {
      name: 'Parley',
      organisationName,
      version: VERSION,
      setupRequired: !isSetUp,
      registration,
      features: {
        invites: true,
        mail: this.mailer.isOn,
        passkeys: this.webAuthn.isOn,
        messageSubjects: true,
        realtime: true,
        readReceipts,
      },
      settings,
      limits,
      ...(epoch !== undefined && { epoch }),
    };
  }

  private async limits(): Promise<Record<string, number>> {
    const now = definedLimits().map(async ({ name, value, setting }) => {
      return [name, setting ? await this.settings.get(setting) : value] as const;
    });
    return Object.fromEntries(await Promise.all(now));
  }

  private async told(): Promise<ToldSettingsDto> {
    const told = definedSettings().filter(({ isTold }) => isTold);
    const values = await Promise.all(
      told.map(async (setting) => [setting.key, await this.settings.get(setting)] as const),
    );
    return Object.fromEntries(values);
  }
}
