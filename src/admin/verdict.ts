import { DomainError } from '../core/errors/domain-error.js';
import type { Principal } from '../core/security/principal.js';

/** In whose name something is done; what they may do is read from their locked row. */
export type Actor = Pick<Principal, 'userId'>;

/** What an act would come to for one account: done, nothing to do, or the code of the problem that refuses it. */
export type Verdict = 'changed' | 'unchanged' | { readonly refused: string };

/** Runs the rules of an act without the act; `judge` says whether there is anything to change. */
export function verdictOf(judge: () => boolean): Verdict {
  try {
    return judge() ? 'changed' : 'unchanged';
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.definition.code };
    throw error;
  }
}
