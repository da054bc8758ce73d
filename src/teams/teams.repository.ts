import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { Team } from './team.entity.js';

/** Any number: it only has to be the same for every process. */
const COUNT_LOCK = 7_291_033;

/** A team, how many are in it, and since when somebody is. */
export interface TeamRow extends Omit<Team, 'createdAt'> {
  readonly members: number;
  readonly joinedAt: Date | null;
}

/** Who is called by the mention of a team. */
interface Called {
  readonly userId: string;
  readonly teamId: string;
}

const COLUMNS = `t.id, t.key, t.name, t.description, t.version, coalesce(n.members, 0)::integer as members`;
const COUNTED = `left join lateral (select count(*) as members from team_members m where m.team_id = t.id) n on true`;

/** The tables teams and team_members. */
@Injectable()
export class TeamsRepository {
  constructor(
    @InjectRepository(Team) private readonly teams: Repository<Team>,
    private readonly database: Database,
  ) {}

  /** All of them, by name. */
  list(userId: string): Promise<TeamRow[]> {
    return this.database.rows<TeamRow>(
      {
        name: 'teams.list',
        text: `select ${COLUMNS}, mine.joined_at as "joinedAt" from teams t ${COUNTED}
          left join team_members mine on mine.user_id = $1 and mine.team_id = t.id order by lower(t.name), t.id`,
      },
      [userId],
    );
  }

  find(id: string, userId: string): Promise<TeamRow | undefined> {
    return this.database.row<TeamRow>(
      {
        name: 'teams.one',
        text: `select ${COLUMNS}, mine.joined_at as "joinedAt" from teams t ${COUNTED}
          left join team_members mine on mine.user_id = $2 and mine.team_id = t.id where t.id = $1`,
      },
      [id, userId],
    );
  }

  findMany(ids: readonly string[]): Promise<Team[]> {
    return this.teams.findBy({ id: In(ids) });
  }

  /** Those that somebody is in, by name. */
  ofPerson(userId: string): Promise<Omit<TeamRow, 'joinedAt'>[]> {
    return this.database.rows<Omit<TeamRow, 'joinedAt'>>(
      {
        name: 'teams.of-person',
        text: `select ${COLUMNS} from team_members mine join teams t on t.id = mine.team_id ${COUNTED}
          where mine.user_id = $1 order by lower(t.name), t.id`,
      },
      [userId],
    );
  }

  /** Some of the people of a team by username, beginning behind one. */
  async memberIds(teamId: string, limit: number, after = ''): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      {
        name: 'teams.member-ids',
        text: `select u.id from team_members m join users u on u.id = m.user_id
          where m.team_id = $1 and u.username > $3 order by u.username limit $2`,
      },
      [teamId, limit, after],
    );
    return rows.map(({ id }) => id);
  }

  /** Of these teams those people who were in them at this time, each with one of the teams. */
  async called(teamIds: readonly string[], at: string, userIds: readonly string[]): Promise<Called[]> {
    return this.database.rows<Called>(
      {
        name: 'teams.called',
        text: `select distinct on (m.user_id) m.user_id as "userId", m.team_id as "teamId" from team_members m
          where m.user_id = any($3::uuid[]) and m.team_id = any($1::uuid[]) and m.joined_at <= $2
          order by m.user_id, m.team_id`,
      },
      [teamIds, at, userIds],
    );
  }

  /** Locks the team until the transaction ends, so that it and its people stay as they are read. */
  async lock(tx: Tx, id: string): Promise<Team | undefined> {
    const lock = tx.manager.createQueryBuilder(Team, 't').setLock('pessimistic_write').where({ id });
    return (await lock.getOne()) ?? undefined;
  }

  /** Until the transaction ends nobody else makes a team: what is counted stays so. */
  async lockCount({ manager }: Tx): Promise<void> {
    await manager.query('select pg_advisory_xact_lock($1)', [COUNT_LOCK]);
  }

  count(tx: Tx): Promise<number> {
    return tx.manager.count(Team);
  }

  /** Which of these are keys, as the transaction sees them. */
  async keysAmong({ manager }: Tx, names: readonly string[]): Promise<string[]> {
    const rows = await manager.query<{ key: string }[]>(`select key from teams where key = any($1)`, [names]);
    return rows.map(({ key }) => key);
  }

  async insert(tx: Tx, team: Team): Promise<void> {
    await tx.manager.insert(Team, team);
  }

  async update(tx: Tx, { id, ...team }: Team): Promise<void> {
    await tx.manager.update(Team, { id }, team);
  }

  /** Its people go with it. */
  async delete(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(Team, { id });
  }

  /** Who is in it; under its lock. */
  async peopleOf({ manager }: Tx, teamId: string): Promise<string[]> {
    const rows = await manager.query<{ userId: string }[]>(
      `select user_id as "userId" from team_members where team_id = $1 order by user_id`,
      [teamId],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Who of these is in as many teams as one may be. */
  async inTooMany({ manager }: Tx, userIds: readonly string[], most: number): Promise<string[]> {
    const rows = await manager.query<{ userId: string }[]>(
      `select user_id as "userId" from team_members where user_id = any($1::uuid[])
       group by user_id having count(*) >= $2`,
      [userIds, most],
    );
    return rows.map(({ userId }) => userId);
  }

  async add({ manager }: Tx, teamId: string, userIds: readonly string[]): Promise<void> {
    await manager.query(
      `insert into team_members (user_id, team_id, joined_at) select u.id, $1, clock_timestamp() from unnest($2::uuid[]) u(id)`,
      [teamId, userIds],
    );
  }

  async remove({ manager }: Tx, teamId: string, userIds: readonly string[]): Promise<void> {
    await manager.query(`delete from team_members where team_id = $1 and user_id = any($2::uuid[])`, [teamId, userIds]);
  }

  /** Takes somebody out of all teams. */
  async removeEverywhere({ manager }: Tx, userId: string): Promise<void> {
    await manager.query(`delete from team_members where user_id = $1`, [userId]);
  }
}
