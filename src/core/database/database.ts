import { Injectable } from '@nestjs/common';
import pg, { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { timeOf } from './time-of.js';

// Counters and counts as numbers: they reach 2^53 after three hundred years at a million a second.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// The types of pg know no arrays; 1016 is bigint[], 1022 is float8[].
pg.types.setTypeParser(1016 as number, pg.types.getTypeParser(1022 as number));

pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, timeOf);

/** A statement that PostgreSQL parses and plans once per connection: half of the CPU on hot paths. */
export interface PreparedStatement {
  /** Unique in the process; the same name always means the same text. */
  readonly name: string;
  readonly text: string;
}

/** Single statements outside transactions, on the pool that TypeORM uses too. */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** The rows of one prepared statement. */
  async rows<Row extends object>(statement: PreparedStatement, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query<Row>({ ...statement, values: [...values] });
    return result.rows;
  }

  /** The first row of one prepared statement. */
  async row<Row extends object>(
    statement: PreparedStatement,
    values: readonly unknown[] = [],
  ): Promise<Row | undefined> {
    return (await this.rows<Row>(statement, values))[0];
  }

  /** A statement of a library that writes its own; without values it may be several. */
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    return this.pool.query(text, values);
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
