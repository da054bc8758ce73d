import { Injectable, type OnModuleInit } from '@nestjs/common';
import { requireStillAllowed } from '../admin/account-rules.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { brokenConstraint } from '../core/database/broken-constraint.js';
import { newId } from '../core/database/id.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import type { Principal } from '../core/security/principal.js';
import { UnknownPeople } from '../messages/conversations/conversations.errors.js';
import type { Account } from '../users/account.js';
import { Accounts } from '../users/accounts.js';
import { PersonalData } from '../users/personal-data.js';
import { ReservedUsernames } from '../users/reserved-usernames.js';
import type { CreateTeamDto, ManagedTeamDto, UpdateTeamDto } from './dto/managed-team.dto.js';
import { ManagedTeams } from './managed-teams.service.js';
import type { Team } from './team.entity.js';
import { TeamNews } from './team-news.js';
import { InTooManyTeams, TeamFull, TeamKeyTaken, TeamNotFound, TeamStale, TooManyTeams } from './teams.errors.js';
import { MAX_TEAM_MEMBERS, MAX_TEAMS, MAX_TEAMS_OF_PERSON } from './teams.limits.js';
import { TeamPermission } from './teams.permissions.js';
import { TeamsRepository } from './teams.repository.js';

/** Who comes into a team and who leaves it. */
interface PeopleChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
const NO_CHANGE: PeopleChange = { added: [], removed: [] };

/**
 * Makes and changes teams. Locked are the team first, then accounts in the order of their ids; a key is held against whoever
 * would take it as a username at the same moment.
 */
@Injectable()
export class TeamChanges implements OnModuleInit {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly managed: ManagedTeams,
    private readonly accounts: Accounts,
    private readonly usernames: ReservedUsernames,
    private readonly personalData: PersonalData,
    private readonly audit: AuditTrail,
    private readonly news: TeamNews,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.usernames.register((tx, names) => this.teams.keysAmong(tx, names));
    this.personalData.onErase(async (tx, userId) => {
      await this.teams.removeEverywhere(tx, userId);
      this.news.tell(tx);
    });
  }

  /** Throws TeamKeyTaken, TooManyTeams, UnknownPeople or InTooManyTeams. */
  async create(principal: Principal, dto: CreateTeamDto, client: ClientInfo): Promise<ManagedTeamDto> {
    const { key, name, description = '' } = dto;
    const userIds = idsOf(dto.userIds ?? []);
    const team = { id: newId(), key, name, description, version: 1, createdAt: new Date() };
    await this.work.run(async (tx) => {
      await this.teams.lockCount(tx);
      const change = { added: userIds, removed: [] };
      await this.admit(tx, principal, change, userIds);
      if ((await this.teams.count(tx)) >= MAX_TEAMS) throw new TooManyTeams();
      await this.claim(tx, key, () => this.teams.insert(tx, team));
      await this.teams.add(tx, team.id, userIds);
      await this.record(tx, principal, client, 'team.created', team.id, [undefined, { ...factsOf(team), ...change }]);
      this.news.tell(tx);
    });
    return this.managed.get(team.id);
  }

  /** Throws TeamNotFound, TeamStale, TeamKeyTaken, UnknownPeople or InTooManyTeams. */
  async update(principal: Principal, id: string, dto: UpdateTeamDto, client: ClientInfo): Promise<ManagedTeamDto> {
    const { ifVersion, userIds: asked, ...changes } = dto;
    const userIds = asked && idsOf(asked);
    const current = await this.work.run(async (tx) => {
      const team = await this.lock(tx, id);
      if (ifVersion !== undefined && ifVersion !== team.version) return this.managed.get(id);
      const change = userIds ? changeTo(userIds, await this.teams.peopleOf(tx, id)) : NO_CHANGE;
      await this.admit(tx, principal, change, userIds ?? []);
      await this.write(tx, { principal, client }, team, { ...team, ...changes }, change);
      return undefined;
    });
    if (current) throw new TeamStale(current);
    return this.managed.get(id);
  }

  /** Nothing happens when they are in it. Throws TeamNotFound, TeamFull, UserNotFound or InTooManyTeams. */
  async addPerson(principal: Principal, id: string, userId: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const team = await this.lock(tx, id);
      const people = await this.teams.peopleOf(tx, id);
      const change = people.includes(userId) ? NO_CHANGE : { added: [userId], removed: [] };
      await this.admit(tx, principal, change, [userId]);
      if (change.added.length > 0 && people.length >= MAX_TEAM_MEMBERS) throw new TeamFull();
      await this.write(tx, { principal, client }, team, team, change);
    });
  }

  /** Nothing happens when they are not in it. Throws TeamNotFound. */
  async removePerson(principal: Principal, id: string, userId: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const team = await this.lock(tx, id);
      const people = await this.teams.peopleOf(tx, id);
      const change = people.includes(userId) ? { added: [], removed: [userId] } : NO_CHANGE;
      await this.admit(tx, principal, change, []);
      await this.write(tx, { principal, client }, team, team, change);
    });
  }

  /** Throws TeamNotFound. */
  async delete(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const team = await this.lock(tx, id);
      await this.admit(tx, principal, NO_CHANGE, []);
      const members = (await this.teams.peopleOf(tx, id)).length;
      await this.teams.delete(tx, id);
      await this.record(tx, principal, client, 'team.deleted', id, [{ ...factsOf(team), members }, undefined]);
      this.news.tell(tx);
    });
  }

  private async lock(tx: Tx, id: string): Promise<Team> {
    const team = await this.teams.lock(tx, id);
    if (!team) throw new TeamNotFound();
    return team;
  }

  /** Locks who acts and who comes in, and judges both; places in the answer are those in what was asked for. */
  private async admit(tx: Tx, { userId }: Principal, { added }: PeopleChange, asked: readonly string[]): Promise<void> {
    const accounts = await this.accounts.lockAll(tx, [...new Set([userId, ...added])]);
    requireStillAllowed(accounts.get(userId), TeamPermission.Manage);
    if (added.length === 0) return;
    const placeOf = (id: string) => `/userIds/${asked.indexOf(id)}`;
    const unknown = added.filter((id) => !isSomebody(accounts.get(id)));
    if (unknown.length > 0) {
      throw new UnknownPeople(unknown.map((id) => ({ pointer: placeOf(id), code: 'unknown_person', detail: UNKNOWN })));
    }
    const full = await this.teams.inTooMany(tx, added, MAX_TEAMS_OF_PERSON);
    if (full.length > 0) throw new InTooManyTeams(full.map(placeOf));
  }

  /** Writes what differs, with the next version; nothing where nothing does. */
  private async write(
    tx: Tx,
    { principal, client }: { readonly principal: Principal; readonly client: ClientInfo },
    team: Team,
    next: Team,
    { added, removed }: PeopleChange,
  ): Promise<void> {
    const [before, after] = differences(team, next);
    const people = { ...(added.length > 0 && { added }), ...(removed.length > 0 && { removed }) };
    if (Object.keys({ ...after, ...people }).length === 0) return;
    const update = () => this.teams.update(tx, { ...next, version: team.version + 1 });
    await (next.key === team.key ? update() : this.claim(tx, next.key, update));
    await this.teams.remove(tx, team.id, removed);
    await this.teams.add(tx, team.id, added);
    await this.record(tx, principal, client, 'team.updated', team.id, [before, { ...after, ...people }]);
    this.news.tell(tx);
  }

  private async claim(tx: Tx, key: string, write: () => Promise<void>): Promise<void> {
    await this.usernames.hold(tx, key);
    if ((await this.accounts.named(tx, { usernames: [key], emails: [] })).length > 0) throw new TeamKeyTaken('person');
    try {
      await write();
    } catch (error) {
      if (brokenConstraint(error) === 'teams_key_key') throw new TeamKeyTaken('team');
      throw error;
    }
  }

  private record(
    tx: Tx,
    { userId }: Principal,
    client: ClientInfo,
    action: 'team.created' | 'team.updated' | 'team.deleted',
    targetId: string,
    [before, after]: readonly [object | undefined, object | undefined],
  ): Promise<void> {
    const facts = { ...(before && { before }), ...(after && { after }) };
    return this.audit.record(tx, { actorId: userId, action, targetType: 'team', targetId, ...facts, ...client });
  }
}

const UNKNOWN = 'There is nobody with this id.';

/** Whose name was taken away is nobody whom a team could have. */
function isSomebody(account: Account | undefined): boolean {
  return account !== undefined && account.anonymisedAt === null;
}

/** Each once, as they are kept. */
function idsOf(asked: readonly string[]): readonly string[] {
  return [...new Set(asked.map((id) => id.toLowerCase()))];
}

function changeTo(userIds: readonly string[], present: readonly string[]): PeopleChange {
  const [wanted, there] = [new Set(userIds), new Set(present)];
  return { added: userIds.filter((id) => !there.has(id)), removed: present.filter((id) => !wanted.has(id)) };
}

type TeamFacts = Pick<Team, 'key' | 'name' | 'description'>;

function factsOf({ key, name, description }: Team): TeamFacts {
  return { key, name, description };
}

function differences(before: Team, after: Team): [before: Partial<TeamFacts>, after: Partial<TeamFacts>] {
  const fields = (['key', 'name', 'description'] as const).filter((field) => before[field] !== after[field]);
  const pick = (team: Team): Partial<TeamFacts> => Object.fromEntries(fields.map((field) => [field, team[field]]));
  return [pick(before), pick(after)];
}
