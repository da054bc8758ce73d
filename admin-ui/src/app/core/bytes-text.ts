import { locale } from './words/language';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1_024;

/** How large something is, as the language of the page says it: 4.2 MB, or in whole words 124 bytes, which have a plural. */
export function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)));
  const size = bytes / STEP ** step;
  const maximumFractionDigits = size < 10 && step > 0 ? 1 : 0;
  const unit = { style: 'unit', unit: UNITS[step], unitDisplay: step === 0 ? 'long' : 'short' } as const;
  return new Intl.NumberFormat(locale(), { ...unit, maximumFractionDigits }).format(size);
}
