import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { type CsvError, parse, type Parser } from 'csv-parse';
import { ImportUnreadable } from './imports.errors.js';
import { MAX_CELL_LENGTH } from './imports.limits.js';
import { delimiterOf, isTable, textOf } from './table-text.js';

/** One row of a table. */
export interface TableRow {
  /** Where it begins. */
  readonly line: number;
  readonly cells: string[];
  /** The code of what keeps it from being used. */
  readonly fault: string | null;
}

/** A table: its first row, and all others. */
export interface Table {
  readonly columns: string[];
  /** In the order of the file, some at a time, so that others have their turn. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
}

/** Reads a table of text, in whatever encoding and with whatever between its cells. Throws ImportUnreadable. */
export async function readTable(bytes: Buffer): Promise<Table> {
  const rows = readRows(bytes);
  for (;;) {
    const next = await rows.next();
    if (next.done) throw new ImportUnreadable('The file has no rows.');
    const [header, ...first] = next.value;
    if (!header) continue;
    return { columns: columnsOf(header.cells), rows: judged(header.cells.length, first, rows) };
  }
}

async function* readRows(bytes: Buffer): AsyncGenerator<readonly TableRow[]> {
  let reader: RowReader | undefined;
  for (const text of textOf(bytes)) {
    if (!reader) {
      if (!isTable(text)) throw new ImportUnreadable('This is not a table of text. Save it as CSV and upload that.');
      const { delimiter, skipped } = delimiterOf(text);
      reader = new RowReader(delimiter, skipped > 0 ? 2 : 1);
      yield reader.read(text.slice(skipped));
    } else yield reader.read(text);
    await setImmediate();
  }
  if (reader) yield await reader.end();
}

/** A parser that never gives up: what comes before a mistake is read, and the mistake has a line. */
class RowReader {
  private readonly parser: Parser;
  private rows: TableRow[] = [];
  private line: number;
  private error: CsvError | undefined;

  constructor(delimiter: string, firstLine: number) {
    this.line = firstLine;
    let seen = 0;
    this.parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[], { lines }) => {
        this.add(record);
        this.line += lines - seen;
        seen = lines;
        return null;
      },
    });
    this.parser.on('error', (error: CsvError) => (this.error = error));
    this.parser.resume();
  }

  read(text: string): readonly TableRow[] {
    if (!this.error) this.parser.write(text);
    return this.taken();
  }

  async end(): Promise<readonly TableRow[]> {
    if (!this.error) {
      const over = Promise.race([once(this.parser, 'end'), once(this.parser, 'close')]).catch(() => undefined);
      this.parser.end();
      await over;
    }
    // A quote that nobody closes: all that follows is one cell.
    if (this.error) this.rows.push({ line: this.line, cells: [], fault: 'quote_not_closed' });
    return this.taken();
  }

  private add(record: string[]): void {
    if (record.every((cell) => cell.trim() === '')) return;
    const isTooLong = record.some((cell) => cell.length > MAX_CELL_LENGTH);
    const cells = record.map((cell) => storable(cell.slice(0, MAX_CELL_LENGTH)));
    this.rows.push({ line: this.line, cells, fault: isTooLong ? 'cell_too_long' : null });
  }

  private taken(): readonly TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }
}

async function* judged(
  width: number,
  first: readonly TableRow[],
  rest: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  const judge = (row: TableRow): TableRow =>
    row.cells.slice(width).some((cell) => cell.trim() !== '') ? { ...row, fault: row.fault ?? 'too_many_cells' } : row;
  yield first.map(judge);
  for await (const rows of rest) yield rows.map(judge);
}

/** Names by which columns can be told apart, also where the file has none, or one twice. */
function columnsOf(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, n) => {
    const name = cell.trim().slice(0, 100) || `#${n + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** What PostgreSQL cannot keep becomes what stands for something unreadable. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
