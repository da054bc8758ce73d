import { Global, Module } from '@nestjs/common';
import { DatabaseCheck } from './database-check.js';
import { DatabaseHealth } from './database-health.js';
import { DiskHealth } from './disk-health.js';
import { HealthParts } from './health-parts.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';
import { WriteCheck } from './write-check.js';

/** `/health/live` and `/health/ready`; exports Readiness and HealthParts, where other parts register their checks. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [Readiness, HealthParts, DatabaseHealth, DatabaseCheck, WriteCheck, DiskHealth],
  exports: [Readiness, HealthParts],
})
export class HealthModule {}
