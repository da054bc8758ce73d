import { defineProblem } from '../core/errors/domain-error.js';
import { Stale } from '../core/errors/request-problems.js';
import type { ManagedTeamDto } from './dto/managed-team.dto.js';
import { MAX_TEAM_MEMBERS, MAX_TEAMS, MAX_TEAMS_OF_PERSON } from './teams.limits.js';

export class TeamNotFound extends defineProblem('team_not_found', 404, 'There is no such team') {
  constructor() {
    super('There is no such team, or it was deleted.');
  }
}

/** One key mentions one team, or one person. */
export class TeamKeyTaken extends defineProblem('team_key_taken', 409, 'The key is taken') {
  constructor(by: 'team' | 'person') {
    const detail =
      by === 'team'
        ? 'There is a team with this key already. Choose another.'
        : 'Somebody has this key as their username. Choose another.';
    super(detail, { errors: [{ pointer: '/key', code: 'team_key_taken', detail }] });
  }
}

export class TooManyTeams extends defineProblem('too_many_teams', 409, 'There are too many teams') {
  constructor() {
    super(`There can be ${MAX_TEAMS} teams. Delete one that nobody needs.`);
  }
}

export class TeamFull extends defineProblem('team_full', 409, 'The team is full') {
  constructor() {
    super(`A team has ${MAX_TEAM_MEMBERS} people at most. Take somebody out first.`);
  }
}

export class InTooManyTeams extends defineProblem('in_too_many_teams', 409, 'Somebody is in too many teams') {
  constructor(pointers: readonly string[]) {
    super(IN_TOO_MANY, {
      errors: pointers.map((pointer) => ({ pointer, code: 'in_too_many_teams', detail: IN_TOO_MANY })),
    });
  }
}
const IN_TOO_MANY = `One person is in ${MAX_TEAMS_OF_PERSON} teams at most. Take them out of another team first.`;

/** Somebody else changed it meanwhile. */
export class TeamStale extends Stale {
  constructor(current: ManagedTeamDto) {
    super('Somebody else changed this team since you opened it. See what it is now, then change it again.', current);
  }
}
