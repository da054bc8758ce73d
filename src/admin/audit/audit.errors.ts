import { defineProblem } from '../../core/errors/domain-error.js';

export class AuditEntryNotFound extends defineProblem('audit_entry_not_found', 404, 'There is no such entry') {
  constructor() {
    super('There is no such entry in the audit log.');
  }
}

/** Something like `colour:red`, which is no qualifier and hardly a word. */
export class UnknownQualifier extends defineProblem('unknown_qualifier', 400, 'There is no such qualifier') {
  constructor(name: string, known: readonly string[]) {
    const detail = `There is no ${name}: here. Use ${known.map((each) => `${each}:`).join(', ')} or put it into quotes.`;
    super(detail, { errors: [{ pointer: '/q', code: 'unknown_qualifier', detail }] });
  }
}

/** A qualifier that exists, with a value that cannot be one of its. */
export class InvalidQualifier extends defineProblem('invalid_qualifier', 400, 'This cannot be looked for') {
  constructor(pointer: string, detail: string) {
    super(detail, { errors: [{ pointer, code: 'invalid_qualifier', detail }] });
  }
}
