import { Client } from 'pg';
import { isBackground } from './background.js';

/**
 * What the process asked PostgreSQL while `work` ran, as statement names or texts: those whose names are given, or all but
 * what goes on by itself.
 */
export async function queriesDuring(work: () => Promise<unknown>, names?: RegExp): Promise<string[]> {
  const isMeant = names && (({ name }: Pick<Statement, 'name'>) => names.test(name ?? ''));
  return (await statementsDuring(work, isMeant)).map(({ name, text }) => name ?? text);
}

/** A statement as it was sent. */
export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The same, whole. */
export async function statementsDuring(
  work: () => Promise<unknown>,
  isMeant: (statement: Pick<Statement, 'name' | 'text'>) => boolean = (statement) => !isBackground(statement),
): Promise<Statement[]> {
  const seen: Statement[] = [];
  const original = Client.prototype.query;
  const spy = function (this: Client, ...parameters: unknown[]): unknown {
    const [first, second] = parameters;
    const query = typeof first === 'string' ? { text: first } : (first as Partial<Statement>);
    const values = query.values ?? (Array.isArray(second) ? (second as unknown[]) : []);
    const { name, text } = query;
    if (text !== undefined && isMeant({ name, text })) seen.push({ name, text, values });
    return Reflect.apply(original, this, parameters);
  };
  Client.prototype.query = spy as typeof original;
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return seen;
}
