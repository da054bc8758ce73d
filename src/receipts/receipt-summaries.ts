import { Injectable } from '@nestjs/common';
import { type ReceiptSummary, SummariesRepository } from './summaries.repository.js';

export type { ReceiptSummary } from './summaries.repository.js';

/** How far the newest messages of authors got, in groups in which single people are not told. */
@Injectable()
export class ReceiptSummaries {
  constructor(private readonly summaries: SummariesRepository) {}

  /** One statement, however many people read; only for authors who wrote one of the newest messages. */
  of(conversationId: string, authorIds: readonly string[]): Promise<ReceiptSummary[]> {
    return this.summaries.of(conversationId, authorIds);
  }
}
