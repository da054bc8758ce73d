import { defineProblem } from '../../core/errors/domain-error.js';
import { MAX_COLUMNS, MAX_IMPORT_ROWS } from './imports.limits.js';

/** None, one of somebody else, or one that is over for so long that it was deleted. */
export class ImportNotFound extends defineProblem('import_not_found', 404, 'There is no such import') {
  constructor() {
    super('There is no such import, or it was deleted. Upload the file again.');
  }
}

/** No table of text, or an empty one. */
export class ImportUnreadable extends defineProblem('import_unreadable', 400, 'The file cannot be read as a table') {}

export class ImportTooLong extends defineProblem('import_too_long', 400, 'The file has too many rows or columns') {
  constructor() {
    super(`A file may have ${MAX_IMPORT_ROWS} rows and ${MAX_COLUMNS} columns. Split it.`);
  }
}

/** A header and nothing below it. */
export class ImportWithoutPeople extends defineProblem('import_without_people', 400, 'The file has no people') {
  constructor() {
    super('The file has a header and no rows below it. Add the people and upload it again.');
  }
}

/** A row that cannot be held, often because a quotation mark is never closed. What follows it cannot be told apart. */
export class ImportRowTooLong extends defineProblem('import_row_too_long', 400, 'A row of the file is too long') {
  constructor(line: number) {
    super(`The row that begins in line ${line} is too long. Look for a quotation mark that is never closed.`, { line });
  }
}

/** Each step needs the one before it: what columns mean, then a check, then the run. */
export class ImportNotChecked extends defineProblem('import_not_checked', 409, 'The import has not been checked') {
  constructor() {
    super('Say first what the columns mean, and see what would be done.');
  }
}

/** What was begun is not changed any more. */
export class ImportBegun extends defineProblem('import_begun', 409, 'The import was begun already') {
  constructor() {
    super('This import was begun already. Upload the file again to import it once more.');
  }
}

/** Nobody is to come in by a link. */
export class ImportWithoutLinks extends defineProblem('import_without_links', 409, 'This import makes no links') {
  constructor() {
    super('This import was run without links. Make them one by one, beside each account.');
  }
}
