import type { ReportAction } from '../../api/models/report-action';
import type { ReportDto } from '../../api/models/report-dto';
import type { ReportReason } from '../../api/models/report-reason';
import { isolated } from '../../core/isolated';
import type { PlainKey } from '../../core/words/catalogue';
import { problemText, t } from '../../core/words/words';

export const REASON_WORDS: Readonly<Record<ReportReason, PlainKey>> = {
  spam: 'moderation.spam',
  harassment: 'moderation.harassment',
  illegal: 'moderation.illegal',
  other: 'moderation.other',
};

/** What somebody can choose: nothing, or something that is done. */
export type Choice = 'dismiss' | ReportAction;

/** In the order in which they are offered: what takes most comes last. */
export const CHOICES: readonly Choice[] = ['dismiss', 'warn', 'delete', 'deactivate', 'none'];

export const CHOICE_WORDS: Readonly<
  Record<Choice, { readonly label: PlainKey; readonly yes: PlainKey; readonly done: PlainKey }>
> = {
  dismiss: {
    label: 'moderation.dismiss',
    yes: 'moderation.dismissYes',
    done: 'moderation.wasDismissed',
  },
  warn: {
    label: 'moderation.warn',
    yes: 'moderation.warnYes',
    done: 'moderation.wasWarned',
  },
  delete: {
    label: 'moderation.delete',
    yes: 'moderation.deleteYes',
    done: 'moderation.wasDeleted',
  },
  deactivate: {
    label: 'moderation.deactivate',
    yes: 'moderation.deactivateYes',
    done: 'moderation.wasDeactivated',
  },
  none: {
    label: 'moderation.handled',
    yes: 'moderation.handledYes',
    done: 'moderation.wasHandled',
  },
};

/** What comes of it, said before it is done. */
export function effectText(choice: Choice, name: string): string {
  switch (choice) {
    case 'dismiss':
      return t('moderation.dismissEffect', { name });
    case 'warn':
      return t('moderation.warnEffect', { name });
    case 'delete':
      return t('moderation.deleteEffect');
    case 'deactivate':
      return t('moderation.deactivateEffect', { name });
    case 'none':
      return t('moderation.handledEffect');
  }
}

const REFUSALS: Readonly<Record<string, PlainKey>> = {
  permission_denied: 'moderation.notAllowed',
  account_protected: 'moderation.accountProtected',
  account_anonymised: 'moderation.accountAnonymised',
  account_inactive: 'moderation.accountInactive',
  last_superuser: 'moderation.lastOwner',
  message_deleted: 'moderation.isDeleted',
};

/** Why something cannot be done, in words. */
export function refusalText(code: string): string {
  const key = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  return key ? t(key) : (problemText(code) ?? code);
}

/** Where it was written. */
export function placeText({ conversationSubject }: ReportDto): string {
  if (conversationSubject === null) return t('moderation.inDirect');
  return t('moderation.inGroup', { group: isolated(conversationSubject) });
}

/** What was decided, in a few words; undefined while it is open. */
export function decisionText({ state, decision }: ReportDto): string | undefined {
  if (state === 'open') return undefined;
  return t(CHOICE_WORDS[state === 'dismissed' ? 'dismiss' : (decision?.action ?? 'none')].done);
}
