import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Epoch } from './epoch.entity.js';
import { Epochs } from './epochs.js';
import { EpochsRepository } from './epochs.repository.js';

/** Lets clients notice that the database was put back to an earlier state. */
@Global()
@Module({ imports: [TypeOrmModule.forFeature([Epoch])], providers: [EpochsRepository, Epochs], exports: [Epochs] })
export class EpochModule {}
