import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import type { TeamDto } from '../../api/models/team-dto';
import { eventually } from '../../testing/eventually';
import { Confirmed } from '../confirmed';
import { aMessage } from '../sample-data';
import { Teams } from './teams';

const CREW: TeamDto = { id: 'crew', key: 'crew', name: 'Night crew', description: '', members: 1, joinedAt: null };
const MENTIONS_CREW = aMessage({ mentionedTeams: [{ teamId: 'crew', key: 'crew', name: 'Crew' }] });

describe('the teams of the organisation', () => {
  let onServer: TeamDto[];
  let teams: Teams;

  beforeEach(() => {
    onServer = [CREW];
    TestBed.configureTestingModule({
      providers: [{ provide: Api, useValue: { invoke: async () => ({ items: onServer }) } }],
    });
    teams = TestBed.inject(Teams);
  });

  it('are shown in messages by what the message says until they are known, then by their names', async () => {
    const before = teams.mentionsOf(MENTIONS_CREW).teams;
    await teams.load();

    expect(before).toMatchObject([{ name: 'Crew', isMine: false }]);
    expect(teams.mentionsOf(MENTIONS_CREW).teams).toMatchObject([{ name: 'Night crew', isMine: false }]);
  });

  it('are set apart in messages where I am in them, and are text once they are deleted', async () => {
    onServer = [{ ...CREW, joinedAt: '2026-11-18T09:00:00.000Z' }];
    await teams.load();
    const mine = teams.mentionsOf(MENTIONS_CREW).teams;
    onServer = [];
    await teams.load();

    expect(mine).toMatchObject([{ isMine: true }]);
    expect(teams.mentionsOf(MENTIONS_CREW).teams).toEqual([]);
  });

  it('are asked for again when they changed', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    await teams.load();
    onServer = [{ ...CREW, name: 'Late crew' }];

    TestBed.inject(Confirmed).apply({ type: 'teams.updated', conversationId: null, rev: null, at: '', data: {} });

    await eventually(() => expect(teams.items()).toMatchObject([{ name: 'Late crew' }]));
    vi.restoreAllMocks();
  });
});
