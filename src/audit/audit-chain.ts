import { Injectable } from '@nestjs/common';
import { AuditChainRepository, type ChainHead } from './audit-chain.repository.js';

/** What a check of the whole chain found. */
export interface ChainVerdict {
  readonly ok: boolean;
  /** The last place that was checked and holds; 0 where none does. */
  readonly sealedThrough: number;
  /** The hash of that place; null where none holds. */
  readonly head: string | null;
  /** The oldest place that was changed, or taken out. */
  readonly firstBad?: number;
}

const START: ChainHead = { position: 0, hash: '' };
const AT_ONCE = 20_000;

/** Whether the record is still what was sealed. */
@Injectable()
export class AuditChain {
  private verifying: Promise<ChainVerdict> | undefined;

  constructor(private readonly chain: AuditChainRepository) {}

  /** Undefined before anything was sealed. */
  head(): Promise<ChainHead | undefined> {
    return this.chain.head();
  }

  /** Computes every place anew; whoever asks meanwhile is answered with the same. */
  verify(): Promise<ChainVerdict> {
    this.verifying ??= verifyChain(this.chain).finally(() => (this.verifying = undefined));
    return this.verifying;
  }
}

/** Goes through the chain from its beginning to its end, or to what does not hold. */
export async function verifyChain(chain: Pick<AuditChainRepository, 'check'>): Promise<ChainVerdict> {
  for (let last = START; ;) {
    const { checked, last: next, firstBad } = await chain.check(last, AT_ONCE);
    if (firstBad !== undefined) return { ok: false, sealedThrough: firstBad - 1, head: null, firstBad };
    if (next) last = next;
    if (checked < AT_ONCE) return { ok: true, sealedThrough: last.position, head: last.hash || null };
  }
}
