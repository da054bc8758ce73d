/** Programs for tables find the encoding by it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What programs for tables take for the beginning of a formula, full-width forms among it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of a CSV file (RFC 4180). A field that a program for tables would take for a formula gets an apostrophe before
 * it, which those programs show as text.
 */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
