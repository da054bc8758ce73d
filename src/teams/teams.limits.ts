import { defineLimit } from '../core/limits.js';

export const MAX_TEAMS = defineLimit('teams', 500, 'Teams of the organisation.');
export const MAX_TEAM_MEMBERS = defineLimit('teamMembers', 1_000, 'People in one team.');
/** Where somebody is mentioned is looked for by each of their teams. */
export const MAX_TEAMS_OF_PERSON = defineLimit('teamsOfPerson', 50, 'Teams that one person is in.');

export const MAX_TEAM_KEY = 32;
export const MAX_TEAM_NAME = 100;
export const MAX_TEAM_DESCRIPTION = 500;
