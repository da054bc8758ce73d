import { numberText } from '../../core/number-text';
import { locale } from '../../core/words/language';
import { t } from '../../core/words/words';

/** 84 ms; a dash where nothing was measured. */
export function millisecondsText(ms: number | null): string {
  return ms === null ? '–' : t('overview.ms', { ms: numberText(Math.round(ms)) });
}

/** How a number compares with the one of the period before. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  readonly text: string;
}

/** Undefined where there is nothing to compare: of nothing there is no share. */
export function changeOf(now: number | null, before: number | null): Change | undefined {
  if (now === null || before === null || before === 0) return undefined;
  const part = (now - before) / before;
  const share = new Intl.NumberFormat(locale(), { style: 'percent' }).format(Math.abs(part));
  if (Math.abs(part) < 0.005) return { direction: 'same', text: t('overview.same') };
  return part > 0
    ? { direction: 'up', text: t('overview.up', { share }) }
    : { direction: 'down', text: t('overview.down', { share }) };
}
