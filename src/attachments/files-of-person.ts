import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import { PersonalData } from '../users/personal-data.js';
import { QUOTA_BYTES } from './attachment-limits.js';
import { FilesOfPersonRepository, type FilesUsed } from './files-of-person.repository.js';
import { FileRemoval } from './removal/file-removal.js';

/** How much the files of somebody take, for those who administer accounts; what is not sent goes when their name is taken away. */
@Injectable()
export class FilesOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly files: FilesOfPersonRepository,
    private readonly removal: FileRemoval,
    private readonly settings: OrganisationSettings,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase(async (tx, userId) => {
      await this.removal.removeUnused(tx, await this.files.deleteUnsentOf(tx, userId));
    });
  }

  async storage(userId: string): Promise<FilesUsed & { readonly quota: number }> {
    const [used, quota] = await Promise.all([this.files.usedBy(userId), this.settings.get(QUOTA_BYTES)]);
    return { ...used, quota };
  }
}
