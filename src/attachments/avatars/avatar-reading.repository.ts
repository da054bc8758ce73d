import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { maySeeGroup } from '../../messages/conversations/group-conditions.js';
import { IS_LOGO } from '../attachments.repository.js';
import type { StoredThumbnail } from '../stored-file.entity.js';

/** What a picture is served with. */
export interface AvatarRow {
  sha256: Buffer;
  size: number;
  thumbnails: StoredThumbnail[];
}

/** Finds pictures for whoever may see what they belong to at that moment. */
@Injectable()
export class AvatarReadingRepository {
  constructor(private readonly database: Database) {}

  /** That of a person, for everybody, or of a group that this person is in or finds; undefined otherwise. */
  async find(id: string, userId: string): Promise<AvatarRow | undefined> {
    return this.database.row<AvatarRow>(
      {
        name: 'avatars.readable',
        text: `select f.sha256, f.size, f.thumbnails from files f
          where f.id = $1 and (
            exists (select 1 from users u where u.avatar_id = f.id and u.anonymised_at is null)
            or exists (select 1 from conversations c where c.picture_id = f.id and ${maySeeGroup('$2')}))`,
      },
      [id, userId],
    );
  }

  /** Undefined where it is not, or no longer, the logo of the organisation. */
  async findLogo(id: string): Promise<AvatarRow | undefined> {
    return this.database.row<AvatarRow>(
      {
        name: 'avatars.logo',
        text: `select f.sha256, f.size, f.thumbnails from files f where f.id = $1 and ${IS_LOGO}`,
      },
      [id],
    );
  }
}
