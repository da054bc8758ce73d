import { Client } from 'pg';

/** What goes on by itself, whatever a test does. */
const BACKGROUND =
  /revocations|message_recalls|pg_notify|outbox o|^(presence|nodes|receipts)\.|newest_partners|people_together|health_write|^ select 1$/;

/** What the process asked PostgreSQL while `work` ran, as statement names or texts; what goes on by itself is left out. */
export async function queriesDuring(work: () => Promise<unknown>, background = BACKGROUND): Promise<string[]> {
  const seen: string[] = [];
  const original = Client.prototype.query;
  const spy = function (this: Client, ...parameters: unknown[]): unknown {
    const [first] = parameters;
    const query = typeof first === 'string' ? { text: first } : (first as { text?: string; name?: string });
    if (query.text !== undefined && !background.test(`${query.name ?? ''} ${query.text}`))
      seen.push(query.name ?? query.text);
    return Reflect.apply(original, this, parameters);
  };
  Client.prototype.query = spy as typeof original;
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return seen.filter((text) => !/^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)/i.test(text));
}
