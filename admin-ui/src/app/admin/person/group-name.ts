import type { OwnedGroupDto } from '../../api/models/owned-group-dto';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';

/** What a group is called within a sentence. */
export function groupName({ subject }: Pick<OwnedGroupDto, 'subject'>): string {
  return subject === null ? t('someone.namelessGroup') : isolated(subject);
}
