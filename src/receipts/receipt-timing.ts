import { Injectable } from '@nestjs/common';

/** How patient receipts are. Read each time, so that a test can be less patient. */
@Injectable()
export class ReceiptTiming {
  /** A node writes positions, and tells of them, at most this often. */
  flushEveryMs = 1_000;
  /** An author hears of a larger group at most this often. */
  summaryEveryMs = 2_000;
}
