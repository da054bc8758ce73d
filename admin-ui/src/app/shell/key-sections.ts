import { ACCOUNT_KEYS } from '../admin/accounts/account-keys';
import { GROUP_KEYS } from '../admin/groups/group-keys';
import { REPORT_KEYS } from '../admin/reports/report-keys';
import { COMPOSE_KEYS } from '../compose/compose-keys';
import { FORMAT_KEYS } from '../compose/formatting/format-keys';
import type { KeyAct, KeyScope } from '../core/key-scope';
import type { PlainKey } from '../core/words/catalogue';
import { LIGHTBOX_KEYS, RECORDING_KEYS, SOUND_KEYS } from '../files/file-keys';
import { MAIL_KEYS, MAIL_REPLY_KEYS } from '../mail/mail-keys';
import { COMPOSER_KEYS } from '../messenger/composer/composer-keys';
import {
  CHAT_KEYS,
  CHAT_LIST_KEYS,
  CHAT_SEARCH_KEYS,
  OPENING_KEYS,
} from '../messenger/conversation-list/chat-list-keys';
import {
  EDITOR_KEYS,
  FIND_KEYS,
  INSIDE_KEYS,
  MESSAGE_KEYS,
  QUICK_REACTION_KEYS,
} from '../messenger/conversation/message-keys';
import { DRAFT_KEYS } from '../messenger/drafts/draft-keys';
import { FIND_BAR_KEYS, HIT_KEYS } from '../messenger/search/search-keys';
import { CLOSING_KEYS } from '../ui/closing-keys';
import { TOAST_KEYS } from '../ui/toast-keys';

/** What keys do where the focus is, in the order in which one comes across it. */
export const SCOPES: readonly KeyScope[] = [
  TOAST_KEYS,
  CLOSING_KEYS,
  MESSAGE_KEYS,
  FIND_KEYS,
  FIND_BAR_KEYS,
  INSIDE_KEYS,
  QUICK_REACTION_KEYS,
  COMPOSER_KEYS,
  COMPOSE_KEYS,
  MAIL_REPLY_KEYS,
  EDITOR_KEYS,
  RECORDING_KEYS,
  FORMAT_KEYS,
  CHAT_SEARCH_KEYS,
  CHAT_LIST_KEYS,
  OPENING_KEYS,
  CHAT_KEYS,
  MAIL_KEYS,
  HIT_KEYS,
  ACCOUNT_KEYS,
  GROUP_KEYS,
  REPORT_KEYS,
  DRAFT_KEYS,
  LIGHTBOX_KEYS,
  SOUND_KEYS,
];

/** What keys do in one kind of place, each thing once. */
export interface KeySection {
  readonly title: PlainKey;
  readonly acts: readonly KeyAct[];
}

/** The sections of the sheet of keys: scopes with the same title as one, and what has the same name in them once. */
export function sectionsOf(scopes: readonly KeyScope[]): KeySection[] {
  const byTitle = Map.groupBy(scopes, ({ title }) => title);
  return [...byTitle].map(([title, all]) => {
    const byLabel = Map.groupBy(
      all.flatMap(({ acts }) => Object.values(acts)),
      ({ label }) => label,
    );
    const acts = [...byLabel].map(([label, same]) => ({
      label,
      keys: [...new Set(same.flatMap(({ keys }) => keys))],
    }));
    return { title, acts };
  });
}
