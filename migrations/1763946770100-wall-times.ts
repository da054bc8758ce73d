import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the clocks on a wall are to show when a message is sent: the rules of their zone may change until then. */
export class WallTimes1763946770100 implements MigrationInterface {
  readonly name = 'WallTimes1763946770100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table scheduled_messages
        -- Null, both, where a moment was asked for. As a form writes it, without a zone: 2027-03-28T02:30.
        add column wall_time text constraint scheduled_messages_wall_time_check
          check (wall_time ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
        add column wall_zone text constraint scheduled_messages_wall_zone_check
          check ((wall_zone is null) = (wall_time is null))`,
    );
    // What waits for a wall time is few among all that was ever sent.
    await runner.query(
      `create index scheduled_messages_wall_idx on scheduled_messages (id) where state = 0 and wall_time is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index scheduled_messages_wall_idx`);
    await runner.query(`alter table scheduled_messages drop column wall_time, drop column wall_zone`);
  }
}
