import { isUtf8 } from 'node:buffer';

/** How much of a file tells what it is. */
const HEAD_BYTES = 4_096;
/** Some dozen rows: a few milliseconds of work, and some ten where each character is a row of its own. */
const STEP_BYTES = 4 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
/** Some spreadsheets write what parts the cells before everything else. */
const SAID = /^sep=([,;\t|])\r?\n/i;

/** The text of a table in the encoding that it is written in, in pieces small enough to be parsed at once. */
export function* textOf(bytes: Buffer): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    yield decoder.decode(bytes.subarray(at, at + STEP_BYTES), { stream: true });
  }
  yield decoder.decode();
}

/**
 * What its mark says; without one UTF-16 where every second byte is nothing, UTF-8 where it can be, else what spreadsheets in
 * the west of Europe write.
 */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, HEAD_BYTES);
  const zeros = (parity: number) => head.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  if (zeros(1) > head.length / 8) return 'utf-16le';
  if (zeros(0) > head.length / 8) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** False for what is no text: a workbook, a picture. */
export function isTable(head: string): boolean {
  return !head.startsWith('PK\u0003\u0004') && !head.startsWith('%PDF') && !head.includes('\0');
}

/** What parts the cells, and how much stands before the first of them that says so. */
export function delimiterOf(head: string): { delimiter: string; skipped: number } {
  const said = SAID.exec(head);
  if (said) return { delimiter: said[1] ?? ',', skipped: said[0].length };
  const [line = ''] = head
    .trimStart()
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  const [most] = counted.toSorted((a, b) => b.count - a.count);
  return { delimiter: most?.delimiter ?? ',', skipped: 0 };
}
