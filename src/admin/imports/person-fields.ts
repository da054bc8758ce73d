import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { withoutGuard } from '../../core/http/csv.js';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import { fieldErrors } from '../../core/http/request-validation.pipe.js';
import { EmailAddress, PersonalLine, Username } from '../../users/dto/account-fields.js';

/** What of an account a file can say. */
export const PERSON_FIELDS = ['username', 'email', 'firstName', 'lastName', 'title'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** Which column has which field. */
export type ImportMapping = Partial<Record<PersonField, string>>;

/** What columns are called in files that come from elsewhere, folded to small letters without anything between. */
const NAMES: Readonly<Record<PersonField, readonly string[]>> = {
  username: ['username', 'user', 'login', 'loginname', 'account', 'benutzername', 'benutzer', 'kennung', 'anmeldename'],
  email: ['email', 'mail', 'emailaddress', 'emailadresse', 'mailadresse'],
  firstName: ['firstname', 'givenname', 'forename', 'first', 'vorname', 'rufname'],
  lastName: ['lastname', 'surname', 'familyname', 'last', 'nachname', 'familienname', 'name'],
  title: ['title', 'jobtitle', 'position', 'titel', 'funktion', 'stelle'],
};

/** What the columns probably are, by their names. */
export function guessedMapping(columns: readonly string[]): ImportMapping {
  const folded = columns.map((column) => column.toLowerCase().replaceAll(/[^\p{L}]/gu, ''));
  const found = PERSON_FIELDS.flatMap((field): [PersonField, string][] => {
    const at = NAMES[field].map((name) => folded.indexOf(name)).find((place) => place >= 0);
    return at === undefined ? [] : [[field, columns[at] ?? '']];
  });
  return Object.fromEntries(found);
}

/** A person as a row describes them; what it leaves empty is not said. */
export class ImportedPerson {
  @MayBeAbsent()
  @Username()
  username?: string;

  @MayBeAbsent()
  @EmailAddress({ required: false })
  email?: string;

  @MayBeAbsent()
  @PersonalLine('Ana')
  firstName?: string;

  @MayBeAbsent()
  @PersonalLine('Berg')
  lastName?: string;

  @MayBeAbsent()
  @PersonalLine('Head of sales')
  title?: string;
}

/** Why a row is not imported: the code of a problem, and the field that has it, where it is one field. */
export interface RowRefusal {
  readonly field: PersonField | null;
  readonly code: string;
}

/** What a row says of a person by these columns, or what is wrong with it. */
export function personOf(
  cells: readonly string[],
  columns: readonly string[],
  mapping: ImportMapping,
): ImportedPerson | RowRefusal {
  const said = PERSON_FIELDS.flatMap((field): [PersonField, string][] => {
    const at = columns.indexOf(mapping[field] ?? '');
    const text = at < 0 ? '' : withoutGuard(cells[at] ?? '').trim();
    return text === '' ? [] : [[field, text]];
  });
  const unreadable = said.find(([, text]) => text.includes('\uFFFD'));
  if (unreadable) return { field: unreadable[0], code: 'unreadable_characters' };
  const person = plainToInstance(ImportedPerson, Object.fromEntries(said));
  const [wrong] = validateSync(person, { stopAtFirstError: true }).flatMap((error) => fieldErrors(error, ''));
  if (wrong) return { field: wrong.pointer.slice(1) as PersonField, code: wrong.code };
  return person;
}

/** Whether this is why a row is not imported. */
export function isRefusal<T extends object>(result: T | RowRefusal): result is RowRefusal {
  return 'code' in result;
}
