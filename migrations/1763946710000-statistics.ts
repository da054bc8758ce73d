import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much was going on, minute by minute; and what each node says of itself. */
export class Statistics1763946710000 implements MigrationInterface {
  readonly name = 'Statistics1763946710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table statistics (
        series varchar(60) not null,
        at timestamptz(3) not null,
        step varchar(6) not null constraint statistics_step_check check (step in ('minute', 'hour', 'day')),
        -- none for hours and days, which are of all nodes together
        node_id uuid not null,
        -- up to how many milliseconds, of durations; 0 of everything else
        le double precision not null,
        value double precision not null,
        constraint statistics_pkey primary key (series, at, step, node_id, le)
      )`);
    await runner.query(`
      alter table nodes
        add column version varchar(40) not null default '',
        add column clock_offset_ms integer not null default 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table nodes drop column version, drop column clock_offset_ms');
    await runner.query('drop table statistics');
  }
}
