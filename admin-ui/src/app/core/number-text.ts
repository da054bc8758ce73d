import { locale } from './words/language';

/** A number as the language writes it, with one decimal at most: 1,208 */
export function numberText(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}
