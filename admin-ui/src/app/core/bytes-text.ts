import { locale } from './words/language';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1_024;

/** How large something is, as the language of the page says it: 4.2 MB. */
export function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)));
  const size = bytes / STEP ** step;
  const format = { style: 'unit', unit: UNITS[step], maximumFractionDigits: size < 10 && step > 0 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale(), format).format(size);
}
