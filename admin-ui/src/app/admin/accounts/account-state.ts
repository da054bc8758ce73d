import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { STATUS_LABELS } from './filter-words';

/** What is said of an account in one word. */
export function accountState(
  account: Pick<ListedAccountDto, 'anonymisedAt' | 'isActive' | 'lockedUntil' | 'lastLogin'>,
): PlainKey {
  if (account.anonymisedAt) return 'someone.anonymised';
  if (!account.isActive) return STATUS_LABELS.deactivated;
  if (account.lockedUntil) return STATUS_LABELS.locked;
  return account.lastLogin ? STATUS_LABELS.active : STATUS_LABELS.invited;
}

/** The name of an account, in the language of the page where it has none any more. */
export function accountName({
  displayName,
  anonymisedAt,
}: Pick<ListedAccountDto, 'displayName' | 'anonymisedAt'>): string {
  return anonymisedAt ? t('someone.formerMember') : displayName;
}
