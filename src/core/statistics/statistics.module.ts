import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import './http.series.js';
import { StatisticsRecorder } from './statistics-recorder.js';
import { StatisticsRow } from './statistics-row.entity.js';
import { StatisticsRepository } from './statistics.repository.js';
import { TidyStatistics } from './tidy-statistics.js';

/** How much was going on, for years and cheaply; features declare what is kept (`defineSeries`). See docs/overview.md. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StatisticsRow])],
  providers: [StatisticsRepository, StatisticsRecorder, TidyStatistics],
  exports: [StatisticsRepository, StatisticsRecorder],
})
export class StatisticsModule {}
