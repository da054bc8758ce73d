import { Global, Module } from '@nestjs/common';
import { DatabaseCheck } from './database-check.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';
import { WriteCheck } from './write-check.js';

/** `/health/live` and `/health/ready`; exports Readiness, where other parts register their checks. */
@Global()
@Module({ controllers: [HealthController], providers: [Readiness, DatabaseCheck, WriteCheck], exports: [Readiness] })
export class HealthModule {}
