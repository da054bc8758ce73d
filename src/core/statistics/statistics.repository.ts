import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { seriesOfKind } from './define-series.js';
import type { Step } from './statistics-row.entity.js';

/** What is kept of one moment. */
export interface Sample {
  readonly series: string;
  readonly le: number;
  readonly value: number;
}

/** What one series came to between two moments. */
export interface Point extends Sample {
  /** How many steps after 1970. */
  readonly point: number;
}

/** Whose hours and days are: those of all nodes together. */
const NO_NODE = '00000000-0000-0000-0000-000000000000';

const WRITE = {
  name: 'statistics.write',
  text: `insert into statistics (step, at, node_id, series, le, value)
    select 'minute', $1, $2, s.series, s.le, s.value
    from unnest($3::text[], $4::float8[], $5::float8[]) s(series, le, value)
    on conflict (series, at, step, node_id, le) do update set value = excluded.value where statistics.value <> excluded.value`,
};

/** Of several nodes the sum; of several moments the sum, or the most where it is a level. */
const READ = {
  name: 'statistics.read',
  text: `with moments as (
      select series, at, le, sum(value) as value from statistics
      where series = any($1) and at >= $2 and at < $3 group by series, at, le
    )
    select series, le, floor(extract(epoch from at) / $4)::float8 as point,
      case when series = any($5) then max(value) else sum(value) end as value
    from moments group by 1, 2, 3`,
};

const FIRST = { name: 'statistics.first', text: 'select min(at) as at from statistics where series = $1' };

const ROLL = {
  name: 'statistics.roll',
  text: `with moved as (
      delete from statistics where step = $1 and at < date_trunc($2, $3::timestamptz, 'UTC')
      returning series, at, le, value
    ), moments as (
      select series, at, le, sum(value) as value from moved group by series, at, le
    )
    insert into statistics (step, at, node_id, series, le, value)
    select $2, date_trunc($2, at, 'UTC'), '${NO_NODE}', series, le,
      case when series = any($4) then max(value) else sum(value) end
    from moments group by 2, 4, 5
    on conflict (series, at, step, node_id, le) do update set value =
      case when excluded.series = any($4) then greatest(statistics.value, excluded.value)
      else statistics.value + excluded.value end`,
};

const DELETE_OLD = {
  name: 'statistics.delete-old',
  text: `delete from statistics where step = 'day' and at < $1`,
};

/** The statistics table. */
@Injectable()
export class StatisticsRepository {
  constructor(private readonly database: Database) {}

  /** What a node has counted in a minute so far; again and again, until the minute is over. */
  async write(nodeId: string, minute: Date, samples: readonly Sample[]): Promise<void> {
    const columns = [samples.map((s) => s.series), samples.map((s) => s.le), samples.map((s) => s.value)];
    await this.database.rows(WRITE, [minute, nodeId, ...columns]);
  }

  /** What these series came to, of all nodes together, in steps of so many seconds. */
  read(series: readonly string[], from: Date, to: Date, stepSeconds: number): Promise<Point[]> {
    return this.database.rows<Point>(READ, [series, from, to, stepSeconds, seriesOfKind('level')]);
  }

  /** The first moment of a series that is kept; null where there is none. */
  async firstOf(series: string): Promise<Date | null> {
    return (await this.database.row<{ at: Date | null }>(FIRST, [series]))?.at ?? null;
  }

  /** Puts what is older together: `from` steps become `into` steps. */
  async roll(from: Step, into: Step, before: Date): Promise<void> {
    await this.database.rows(ROLL, [from, into, before, seriesOfKind('level')]);
  }

  async deleteOld(before: Date): Promise<void> {
    await this.database.rows(DELETE_OLD, [before]);
  }
}
