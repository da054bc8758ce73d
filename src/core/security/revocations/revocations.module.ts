import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RevocationRow } from './revocation-row.entity.js';
import { RevocationsPruner } from './revocations-pruner.js';
import { Revocations } from './revocations.js';
import { RevocationsRepository } from './revocations.repository.js';

/** Rights that have ended, for every feature that gives some. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([RevocationRow])],
  providers: [RevocationsRepository, Revocations, RevocationsPruner],
  exports: [Revocations],
})
export class RevocationsModule {}
