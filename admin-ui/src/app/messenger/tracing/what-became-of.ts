import type { TracedDeliveryDto } from '../../api/models/traced-delivery-dto';
import { t } from '../../core/words/words';

/** One line about one notification: by which way, whether it went, and why not. */
export function whatBecameOf({
  channel,
  state,
  reason,
  answer,
}: Pick<TracedDeliveryDto, 'channel' | 'state' | 'reason' | 'answer'>): string {
  if (channel === 'none') return state === 'waiting' ? t('trace.undecided') : whyNot(reason);
  const isPush = channel === 'push';
  switch (state) {
    case 'sent':
      return t(isPush ? 'trace.pushSent' : 'trace.mailSent');
    case 'waiting':
      if (reason === 'unreachable') return t(isPush ? 'trace.pushAgain' : 'trace.mailAgain');
      return t(isPush ? 'trace.pushWaiting' : 'trace.mailWaiting');
    case 'skipped':
      return whyNot(reason);
    case 'failed':
      return answer === null || answer === 0
        ? t(isPush ? 'trace.pushUnreached' : 'trace.mailUnreached')
        : t(isPush ? 'trace.pushRefused' : 'trace.mailRefused', { answer });
  }
}

function whyNot(reason: string | null): string {
  if (reason === 'read') return t('trace.read');
  return t(reason === 'not_reachable' ? 'trace.notReachable' : 'trace.notWanted');
}
