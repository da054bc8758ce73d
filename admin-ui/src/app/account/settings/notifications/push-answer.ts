import { t } from '../../../core/words/words';

/** What a push service answered for a device. */
export interface PushAnswer {
  readonly service: string;
  /** A status of HTTP; 0: it was not reached. */
  readonly status: number;
  readonly isGone?: boolean;
}

export function isTaken({ status }: PushAnswer): boolean {
  return status >= 200 && status < 300;
}

/** In words, with what follows from it. */
export function answerInWords(answer: PushAnswer): string {
  const { service, status, isGone = false } = answer;
  if (isGone) return t('push.answer.gone', { service });
  if (isTaken(answer)) return t('push.answer.taken', { service });
  if (status === 0) return t('push.answer.unreached', { service });
  if (status === 429 || status >= 500) return t('push.answer.busy', { service, status });
  return t('push.answer.refused', { service, status });
}
