import type { TeamDto } from '../../api/models/team-dto';

/** The teams of the organisation by their ids; undefined while they are not known. */
export type KnownTeams = ReadonlyMap<string, TeamDto> | undefined;

/** The ids of those that I am in, with since when. */
export type MyTeams = ReadonlyMap<string, string>;

export function mineOf(teams: KnownTeams): MyTeams | undefined {
  return (
    teams && new Map([...teams.values()].flatMap(({ id, joinedAt }) => (joinedAt === null ? [] : [[id, joinedAt]])))
  );
}

/** Whether messages that mention a team may mean me now and did not before, or the other way round. */
export function callsOthers(before: KnownTeams, after: KnownTeams): boolean {
  const [mine, mineNow] = [mineOf(before), mineOf(after)];
  // Before they were known, what was unsure was asked for.
  if (mine === undefined || mineNow === undefined) return false;
  return mine.size !== mineNow.size || [...mine].some(([id, joinedAt]) => mineNow.get(id) !== joinedAt);
}
