import { isIP } from 'node:net';
import { OUTCOMES, type Outcome } from '../../audit/outcome.js';
import { InvalidQualifier, UnknownQualifier } from './audit.errors.js';

/** What can be written before a colon in the search, or sent as a parameter. */
export const QUALIFIERS = ['actor', 'action', 'target', 'after', 'before', 'ip', 'outcome'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** What somebody looks for, before people are found by their names. */
export interface AuditQuery {
  /** Ids, or usernames. */
  readonly actors: readonly string[];
  /** Ids of anything, or usernames. */
  readonly targets: readonly string[];
  readonly actions: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly ips: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly words: readonly string[];
}

type Sent = Readonly<Partial<Record<Qualifier | 'q', string>>>;

/** No search needs more, and each is a condition of its own. */
const MAX_WORDS = 10;

interface Term {
  readonly qualifier: Qualifier | undefined;
  readonly value: string;
  /** Where it was sent. */
  readonly pointer: string;
}

/**
 * Reads the search field and the parameters: a qualifier that is given several times means any of its values, of two times
 * the narrower holds. Throws UnknownQualifier or InvalidQualifier.
 */
export function readAuditQuery(sent: Sent, now: Date): AuditQuery {
  const terms = [...termsOf(sent.q ?? ''), ...QUALIFIERS.flatMap((name) => parameterOf(name, sent[name]))];
  const words = terms.filter(({ qualifier }) => qualifier === undefined).map(({ value }) => value);
  if (words.length > MAX_WORDS) throw new InvalidQualifier('/q', `Look for ${MAX_WORDS} words at most.`);
  const valuesOf = (wanted: Qualifier) => terms.filter(({ qualifier }) => qualifier === wanted);
  const texts = (wanted: Qualifier) => [...new Set(valuesOf(wanted).map(({ value }) => value))];
  const times = (wanted: Qualifier) => valuesOf(wanted).map((term) => timeOf(term, now).getTime());
  const [after, before] = [times('after'), times('before')];
  return {
    actors: texts('actor'),
    targets: texts('target'),
    actions: texts('action').map((action) => action.toLowerCase()),
    outcomes: valuesOf('outcome').map(outcomeOf),
    ips: valuesOf('ip').map(addressOf),
    ...(after.length > 0 && { from: new Date(Math.max(...after)) }),
    ...(before.length > 0 && { until: new Date(Math.min(...before)) }),
    words,
  };
}

/** `name:value`, `name:"several words"`, `word` or `"several words"`. */
const TERM = /(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi;

function termsOf(q: string): Term[] {
  return [...q.matchAll(TERM)].flatMap(([, name, quoted, bare]): Term[] => {
    const value = (quoted ?? bare ?? '').trim();
    const written = name ?? /^([a-z]+):$/i.exec(bare ?? '')?.[1];
    if (written === undefined) return value ? [{ qualifier: undefined, value, pointer: '/q' }] : [];
    const qualifier = QUALIFIERS.find((known) => known === written.toLowerCase());
    if (!qualifier) throw new UnknownQualifier(written, QUALIFIERS);
    if (name === undefined || !value) throw new InvalidQualifier('/q', `Write what to look for after ${qualifier}:.`);
    return [{ qualifier, value, pointer: '/q' }];
  });
}

function parameterOf(qualifier: Qualifier, value: string | undefined): Term[] {
  const trimmed = value?.trim();
  return trimmed ? [{ qualifier, value: trimmed, pointer: `/${qualifier}` }] : [];
}

function outcomeOf({ value, pointer }: Term): Outcome {
  const outcome = OUTCOMES.find((known) => known === value.toLowerCase());
  if (!outcome) throw new InvalidQualifier(pointer, `An outcome is ${OUTCOMES.join(', ')}.`);
  return outcome;
}

function addressOf({ value, pointer }: Term): string {
  if (isIP(value) === 0) throw new InvalidQualifier(pointer, 'Write a whole address, such as 203.0.113.4.');
  return value.toLowerCase();
}

const AGO = /^(\d{1,4})([hdw])$/;
const MS_OF = { h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

/** A day begins at midnight UTC; `7d` is seven times 24 hours ago. */
function timeOf({ value, pointer }: Term, now: Date): Date {
  const [, count, unit] = AGO.exec(value.toLowerCase()) ?? [];
  if (count) return new Date(now.getTime() - Number(count) * MS_OF[unit as keyof typeof MS_OF]);
  const time = DAY.test(value) || INSTANT.test(value) ? new Date(value) : undefined;
  const isInCalendar =
    time && !Number.isNaN(time.getTime()) && isDayOf(value.slice(0, 10)) && time.getUTCFullYear() > 0;
  if (isInCalendar) return time;
  throw new InvalidQualifier(
    pointer,
    'Write a day such as 2027-01-31, a time such as 2027-01-31T08:00:00Z, or 7d, 12h.',
  );
}

/** False for the 30th of February, which would silently become a day of March. */
function isDayOf(day: string): boolean {
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}
