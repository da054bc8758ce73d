import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { type CsvError, parse, type Parser } from 'csv-parse';
import { MalformedRequest } from '../../core/errors/request-problems.js';
import { ImportRowTooLong, ImportTooLong, ImportUnreadable } from './imports.errors.js';
import { MAX_CELL_LENGTH, MAX_COLUMNS, MAX_IMPORT_ROWS, MAX_ROW_LENGTH } from './imports.limits.js';
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
  /** In the order of the file, in the pieces in which it was read: each is little enough to be written at once. */
  readonly pieces: readonly (readonly TableRow[])[];
}

/**
 * Reads a table of text, in whatever encoding and with whatever between its cells, some at a time, so that others have their
 * turn, and no further once nobody waits for it. Throws ImportUnreadable, ImportTooLong or ImportRowTooLong.
 */
export async function readTable(bytes: Buffer, isGone: () => boolean = () => false): Promise<Table> {
  let header: TableRow | undefined;
  const pieces: (readonly TableRow[])[] = [];
  for await (const read of readRows(bytes, isGone)) {
    const rows = header ? read : read.slice(1);
    header ??= read[0];
    if (!header) continue;
    const width = header.cells.length;
    if (width > MAX_COLUMNS) throw new ImportTooLong();
    if (rows.length > 0) pieces.push(rows.map((row) => judged(row, width)));
  }
  if (!header) throw new ImportUnreadable('The file has no rows.');
  return { columns: columnsOf(header.cells), pieces };
}

async function* readRows(bytes: Buffer, isGone: () => boolean): AsyncGenerator<readonly TableRow[]> {
  let reader: RowReader | undefined;
  for (const text of textOf(bytes)) {
    if (!reader) {
      if (!isTable(text)) throw new ImportUnreadable('This is not a table of text. Save it as CSV and upload that.');
      const { delimiter, skipped } = delimiterOf(text);
      reader = new RowReader(delimiter, skipped > 0 ? 2 : 1);
      yield reader.read(text.slice(skipped));
    } else yield reader.read(text);
    await setImmediate();
    if (isGone()) throw new MalformedRequest('The connection ended before the file was read.');
  }
  if (reader) yield await reader.end();
}

/** A parser that never gives up: what comes before a mistake is read, and the mistake has a line. */
class RowReader {
  private readonly parser: Parser;
  private rows: TableRow[] = [];
  private line: number;
  private error: CsvError | undefined;
  /** Empty ones too, which take as long to read. */
  private records = 0;
  /** How much was read since a row ended: its separators too, which the limit of the parser leaves out. */
  private open = 0;

  constructor(delimiter: string, firstLine: number) {
    this.line = firstLine;
    let seen = 0;
    this.parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_ROW_LENGTH,
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
    const before = this.records;
    if (!this.error) this.parser.write(text);
    this.open = this.records === before ? this.open + text.length : 0;
    this.requireShort();
    return this.taken();
  }

  async end(): Promise<readonly TableRow[]> {
    if (!this.error) {
      const over = Promise.race([once(this.parser, 'end'), once(this.parser, 'close')]).catch(() => undefined);
      this.parser.end();
      await over;
    }
    this.requireShort();
    // A quote that nobody closes: all that follows is one cell.
    if (this.error) this.rows.push({ line: this.line, cells: [], fault: 'quote_not_closed' });
    return this.taken();
  }

  private add(record: string[]): void {
    this.records++;
    // A row can have millions of cells; nobody looks at more of them than it takes to see that.
    const seen = record.slice(0, MAX_COLUMNS + 1);
    const isTooWide = seen.length > MAX_COLUMNS;
    if (!isTooWide && seen.every((cell) => cell.trim() === '')) return;
    const isTooLong = seen.some((cell) => cell.length > MAX_CELL_LENGTH);
    const cells = seen.map((cell) => storable(cell.slice(0, MAX_CELL_LENGTH)));
    const fault = isTooWide ? 'too_many_cells' : isTooLong ? 'cell_too_long' : null;
    this.rows.push({ line: this.line, cells, fault });
  }

  private requireShort(): void {
    // The header is a record as well.
    if (this.records > MAX_IMPORT_ROWS + 1) throw new ImportTooLong();
    // After this the parser cannot find the next row, so it is one of the file.
    if (this.error?.code === 'CSV_MAX_RECORD_SIZE' || this.open > MAX_ROW_LENGTH) throw new ImportRowTooLong(this.line);
  }

  private taken(): readonly TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }
}

function judged(row: TableRow, width: number): TableRow {
  const isTooWide = row.cells.slice(width).some((cell) => cell.trim() !== '');
  return isTooWide ? { ...row, fault: row.fault ?? 'too_many_cells' } : row;
}

/** Names by which columns can be told apart, also where the file has none, or one twice. */
function columnsOf(header: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return header.map((cell, n) => {
    const name = cell.trim().slice(0, 100) || `#${n + 1}`;
    let count = counts.get(name) ?? 1;
    let unique = count === 1 ? name : `${name} (${count})`;
    while (taken.has(unique)) unique = `${name} (${++count})`;
    counts.set(name, count);
    taken.add(unique);
    return unique;
  });
}

/** What PostgreSQL cannot keep becomes what stands for something unreadable. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
