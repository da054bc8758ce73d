import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryMarks } from './delivery-marks.js';
import { ReadMark } from './read-mark.entity.js';
import { ReadMarksPruner } from './read-marks-pruner.js';
import { ReadMarksRepository } from './read-marks.repository.js';
import { ReadReceipts } from './read-receipts.js';
import { ReceiptNews } from './receipt-news.js';
import { ReceiptTiming } from './receipt-timing.js';

/** Whom messages reached and who has read them, as far as others may know. See docs/receipts.md. */
@Module({
  imports: [TypeOrmModule.forFeature([ReadMark])],
  providers: [
    ReceiptTiming,
    ReceiptNews,
    ReadMarksRepository,
    ReadReceipts,
    ReadMarksPruner,
    DeliveriesRepository,
    DeliveryMarks,
  ],
  exports: [DeliveryMarks, ReceiptTiming],
})
export class ReceiptsModule {}
