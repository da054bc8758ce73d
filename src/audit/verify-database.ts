import { withDatabase } from '../core/database/with-database.js';
import { type ChainVerdict, verifyChain } from './audit-chain.js';
import { AuditChainRepository, type ChainHead } from './audit-chain.repository.js';

/** What a check found, and whether a head that was kept elsewhere is in the chain; that is undefined where none was given. */
export type DatabaseVerdict = ChainVerdict & { readonly hasHead?: boolean };

/** Whether the record in this database is still what was sealed; whether or not Parley runs on it. */
export function verifyDatabase(databaseUrl: string, head?: ChainHead): Promise<DatabaseVerdict> {
  return withDatabase(databaseUrl, async ({ database }) => {
    const chain = new AuditChainRepository(database);
    const verdict = await verifyChain(chain);
    return head ? { ...verdict, hasHead: await chain.has(head) } : verdict;
  });
}
