import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvalidSetting, type Settings } from '../../config/settings.js';
import { DomainEvents } from '../events/domain-events.js';
import { Database } from './database.js';
import { DatabaseIdentity } from './database-identity.entity.js';
import { ImpatientClient } from './impatient-client.js';
import { SnakeCaseNaming } from './naming.js';
import { UnitOfWork } from './unit-of-work.js';

/** Connections for requests; with the three of the send lanes, the revocation reader and the bus a process holds at most 21. */
const POOL_SIZE = 16;

/** The connection pool, transactions and events after commit, for every feature. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            type: 'postgres' as const,
            url: databaseUrl(settings),
            autoLoadEntities: true,
            synchronize: false,
            namingStrategy: new SnakeCaseNaming(),
            poolSize: POOL_SIZE,
            retryAttempts: 3,
            retryDelay: 500,
            extra: {
              Client: ImpatientClient,
              connectionTimeoutMillis: 4_000,
              keepAlive: true,
              statement_timeout: 30_000,
              application_name: 'parley',
              // Compiling a statement takes longer than any of ours runs.
              options: '-c jit=off',
            },
          }),
        }),
        TypeOrmModule.forFeature([DatabaseIdentity]),
      ],
      providers: [Database, UnitOfWork, DomainEvents],
      exports: [Database, UnitOfWork, DomainEvents],
    };
  }
}

function databaseUrl(settings: Settings): string {
  if (!settings.databaseUrl) throw new InvalidSetting('DATABASE_URL', 'is needed before the application is made');
  return settings.databaseUrl;
}
