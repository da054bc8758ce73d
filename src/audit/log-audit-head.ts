import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { AuditChain } from './audit-chain.js';

/**
 * Writes the newest place of the chain into the log each hour: whoever keeps logs elsewhere can tell later that nobody
 * who has the whole database made the chain anew.
 */
@Injectable()
export class LogAuditHead implements Job<NoData>, OnModuleInit {
  readonly name = 'audit.log-head';
  readonly data = NoData;
  readonly cron = '0 * * * *';
  private readonly logger = new Logger(LogAuditHead.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly chain: AuditChain,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    const head = await this.chain.head();
    if (head) this.logger.log({ msg: 'head of the audit record', ...head });
  }
}
