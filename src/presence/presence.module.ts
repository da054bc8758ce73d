import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PresenceRow } from './presence-row.entity.js';

/** Who is there, on all devices and nodes. */
@Module({ imports: [TypeOrmModule.forFeature([PresenceRow])] })
export class PresenceModule {}
