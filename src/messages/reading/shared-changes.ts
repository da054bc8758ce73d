import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { MessageRow } from '../shape/message-rows.js';
import { MessagesRepository, type RevSpan } from './messages.repository.js';

/** A crowd that was cut at once is back within this time. */
const KEPT_MS = 30_000;
/** Characters of what is kept, each row counted with what surrounds its text. */
const MAX_KEPT = 32 * 1024 * 1024;
const AROUND_A_TEXT = 1_000;

type Rows = readonly MessageRow[];

/**
 * What changed in a conversation between two revs, read once for all who missed the same: the members of a group were cut
 * together and come back together. Rows between two revs never change, as every change takes a new one; so what is kept
 * is never old for whoever asks up to the rev that the conversation has now.
 */
@Injectable()
export class SharedChanges {
  private readonly kept = new LRUCache<string, Rows>({
    ttl: KEPT_MS,
    maxSize: MAX_KEPT,
    sizeCalculation: (rows) => rows.reduce((sum, { body }) => sum + body.length + AROUND_A_TEXT, 1),
  });
  private readonly underWay = new Map<string, Promise<Rows>>();

  constructor(private readonly messages: MessagesRepository) {}

  /** The rows of each conversation in rev order, at most `limit` of each; what nobody has read yet is read together. */
  async rows(spans: readonly RevSpan[], limit: number): Promise<ReadonlyMap<string, Rows>> {
    const missing = spans.filter((span) => {
      const key = keyOf(span, limit);
      return !this.kept.has(key) && !this.underWay.has(key);
    });
    if (missing.length > 0) this.read(missing, limit);
    const found = spans.map(async (span) => {
      const key = keyOf(span, limit);
      return [span.conversationId, this.kept.get(key) ?? (await this.underWay.get(key)) ?? []] as const;
    });
    return new Map(await Promise.all(found));
  }

  private read(spans: readonly RevSpan[], limit: number): void {
    const reading = this.messages.changesForAll(spans, limit);
    for (const span of spans) {
      const key = keyOf(span, limit);
      const rows = reading.then((found) => found.get(span.conversationId)?.rows ?? []);
      this.underWay.set(key, rows);
      void rows
        .then(
          (read) => void this.kept.set(key, read),
          // Whoever waits for it hears of it; the next one reads anew.
          () => undefined,
        )
        .finally(() => this.underWay.delete(key));
    }
  }
}

function keyOf({ conversationId, afterRev, upToRev }: RevSpan, limit: number): string {
  return `${conversationId}/${afterRev}/${upToRev}/${limit}`;
}
