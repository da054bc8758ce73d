import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseClock } from './database-clock.js';
import { NodeHealth } from './node-health.js';
import { NodeHeartbeat } from './node-heartbeat.js';
import { NodeRow } from './node-row.entity.js';
import { NodesRepository } from './nodes.repository.js';

/** Which processes run. Before every feature, so that what they hang on the row of this node finds it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([NodeRow])],
  providers: [NodesRepository, NodeHeartbeat, DatabaseClock, NodeHealth],
  exports: [DatabaseClock, NodesRepository],
})
export class NodesModule {}
