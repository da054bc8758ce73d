import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { Database } from './database.js';
import { SnakeCaseNaming } from './naming.js';
import { UnitOfWork } from './unit-of-work.js';

/** What works with a database without an application around it. */
export interface BareDatabase {
  readonly database: Database;
  readonly work: UnitOfWork;
  readonly repositoryOf: <Entity extends ObjectLiteral>(entity: EntityTarget<Entity>) => Repository<Entity>;
}

/** Does something with a database beside the server, on one connection, and closes it. `entities` are those it knows of. */
export async function withDatabase<T>(
  databaseUrl: string,
  doIt: (bare: BareDatabase) => Promise<T>,
  entities: readonly (new () => object)[] = [],
): Promise<T> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    poolSize: 1,
    entities: [...entities],
    namingStrategy: new SnakeCaseNaming(),
  }).initialize();
  try {
    return await doIt({
      database: new Database(dataSource),
      work: new UnitOfWork(dataSource),
      repositoryOf: (entity) => dataSource.getRepository(entity),
    });
  } finally {
    await dataSource.destroy();
  }
}
