import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AvatarFiles } from '../../attachments/avatars/avatar-files.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { IncomingUpload } from '../../core/http/uploads.js';
import { LOGO_PATH, ORGANISATION_LOGO } from '../../core/organisation/organisation-logo.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { SettingChecks } from '../../core/organisation/setting-checks.js';
import type { Principal } from '../../core/security/principal.js';
import type { LogoDto } from './dto/logo.dto.js';
import { SettingChanges } from './setting-changes.js';

const UPLOAD_IT = 'Upload a picture as the logo; one that was replaced is gone.';

/** The logo is a setting that only a picture which was just uploaded can become: what it shows is open to everybody. */
@Injectable()
export class OrganisationLogo implements OnModuleInit {
  /** Files that this process took as a logo, and whose transaction is not over. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly files: AvatarFiles,
    private readonly settings: OrganisationSettings,
    private readonly changes: SettingChanges,
    private readonly checks: SettingChecks,
  ) {}

  onModuleInit(): void {
    this.checks.on(ORGANISATION_LOGO, (_tx, after) => {
      if (after === null || this.taken.has(after)) return Promise.resolve();
      return Promise.reject(ValidationFailed.at(`/${ORGANISATION_LOGO.key}`, 'not_allowed_value', UPLOAD_IT));
    });
  }

  /** Resolves when everybody may see it. Throws what AvatarFiles.take does, or PermissionDenied. */
  async set(principal: Principal, upload: IncomingUpload, client: ClientInfo): Promise<LogoDto> {
    const replace = async (tx: Tx, fileId: string): Promise<string | null> => {
      this.taken.add(fileId);
      try {
        return await this.replace(tx, principal, fileId, client);
      } finally {
        this.taken.delete(fileId);
      }
    };
    return { logoUrl: `${LOGO_PATH}/${await this.files.take(principal, upload, replace, 'logo')}` };
  }

  /** That there is none is fine. */
  async remove(principal: Principal, client: ClientInfo): Promise<void> {
    await this.files.remove((tx) => this.replace(tx, principal, null, client));
  }

  private async replace(
    tx: Tx,
    principal: Principal,
    fileId: string | null,
    client: ClientInfo,
  ): Promise<string | null> {
    await this.changes.begin(tx, principal);
    const { value } = await this.settings.lock(tx, ORGANISATION_LOGO);
    await this.changes.change(tx, { principal, client }, ORGANISATION_LOGO, { value: fileId });
    return value;
  }
}
