import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../messages/messages.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { DeliveryMarks } from './delivery-marks.js';
import { MessageReceiptsController } from './message-receipts.controller.js';
import { MessageReceiptsRepository } from './message-receipts.repository.js';
import { MessageReceiptsService } from './message-receipts.service.js';
import { ReadMark } from './read-mark.entity.js';
import { ReadMarksPruner } from './read-marks-pruner.js';
import { ReadMarksRepository } from './read-marks.repository.js';
import { ReadReceipts } from './read-receipts.js';
import { ReceiptHints } from './receipt-hints.js';
import { ReceiptNews } from './receipt-news.js';
import { ReceiptSummaries } from './receipt-summaries.js';
import { ReceiptTiming } from './receipt-timing.js';
import { SummariesRepository } from './summaries.repository.js';
import { SummaryHints } from './summary-hints.js';

/** Whom messages reached and who has read them, as far as others may know. See docs/receipts.md. */
@Module({
  imports: [TypeOrmModule.forFeature([ReadMark]), UsersModule, MessagesModule, RealtimeModule],
  controllers: [MessageReceiptsController],
  providers: [
    ReceiptTiming,
    ReceiptNews,
    ReadMarksRepository,
    ReadReceipts,
    ReadMarksPruner,
    DeliveryMarks,
    MessageReceiptsRepository,
    MessageReceiptsService,
    SummariesRepository,
    ReceiptSummaries,
    ReceiptHints,
    SummaryHints,
  ],
})
export class ReceiptsModule {}
