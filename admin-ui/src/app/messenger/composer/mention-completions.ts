import { computed, inject, resource, type Signal, signal } from '@angular/core';
import { EVERYONE, HERE } from '../../../../../src/core/markdown/mention-names.js';
import { foldedName } from '../../../../../src/users/folded-name.js';
import { Api } from '../../api/api';
import { listMembers } from '../../api/fn/conversations/list-members';
import type { TeamDto } from '../../api/models/team-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import type { Completion, CompletionSource } from '../../compose/completion/completion-source';
import { pauseOfTyping } from '../../core/pause-of-typing';
import { peopleMatching } from '../../state/people/people-matching';
import { t } from '../../core/words/words';
import { Teams } from '../../state/teams/teams';
import { OpenConversation } from '../open-conversation/open-conversation';

const MOST = 8;
/** Where nothing says yet whom one means, some of each. */
const MOST_BEFORE_TEAMS = 5;

/** `@` and what somebody is called: those in the conversation first, at once as far as they are at hand. Call it where `inject` works. */
export function mentionCompletions(): CompletionSource {
  const open = inject(OpenConversation);
  const term = signal<string | undefined>(undefined);
  const members = membersMatching(open, term);
  const people = peopleMatching(computed(() => term() ?? ''));
  const teams = inject(Teams);
  const options = computed((): Completion[] => {
    const wanted = term();
    if (wanted === undefined) return [];
    const words = foldedName(wanted);
    const me = open.me().id;
    const [inside, others] = [members(), people.value()];
    const isIn = new Set([me, ...inside.map(({ id }) => id)]);
    return [
      ...inside
        .filter(({ id }) => id !== me)
        .slice(0, words === '' ? MOST_BEFORE_TEAMS : MOST)
        .map((card) => completion(card)),
      ...teamsMatching(teams.items(), words).map(teamCompletion),
      ...many(open).filter(({ key }) => key.startsWith(words)),
      // They are not told; their name can still be written.
      ...(words === ''
        ? []
        : others.filter(({ id }) => !isIn.has(id)).map((card) => completion(card, t('complete.notHere')))),
    ].slice(0, MOST);
  });
  return { sign: '@', word: /^[\p{L}\p{M}\p{N}._-]{0,40}$/u, label: 'complete.people', term, options };
}

/** Those at hand, and in a larger group those whom the server finds. */
function membersMatching(open: OpenConversation, term: Signal<string | undefined>): Signal<readonly UserCardDto[]> {
  const api = inject(Api);
  const isWhole = computed(() => open.membersAtHand().length >= (open.conversation()?.memberCount ?? 0));
  const found = resource({
    params: () => {
      const [search, conversationId] = [term(), open.conversation()?.id];
      return search && conversationId && !isWhole() ? { conversationId, search } : undefined;
    },
    loader: async ({ params, abortSignal }) => {
      await pauseOfTyping(abortSignal);
      return (await api.invoke(listMembers, { ...params, limit: MOST })).items;
    },
  });
  return computed(() => {
    const words = foldedName(term() ?? '');
    const near = open.membersAtHand().filter((card) => isMeant(card, words));
    const far = found.hasValue()
      ? found
          .value()
          .filter(({ isActive }) => isActive)
          .map(({ user }) => user)
      : [];
    const all = [...near, ...far.filter((card) => isMeant(card, words))];
    return [...new Map(all.map((card) => [card.id, card])).values()].sort(byBeginning(words));
  });
}

function isMeant({ username, displayName }: UserCardDto, words: string): boolean {
  return [username, displayName].some((name) => foldedName(name).includes(words));
}

/** First those of whom a name begins so. */
function byBeginning(words: string): (a: UserCardDto, b: UserCardDto) => number {
  const begins = ({ username, displayName }: UserCardDto): number =>
    [username, ...displayName.split(' ')].some((name) => foldedName(name).startsWith(words)) ? 0 : 1;
  return (a, b) => begins(a) - begins(b) || a.displayName.localeCompare(b.displayName);
}

function completion({ id, username, displayName, avatarUrl }: UserCardDto, about?: string): Completion {
  return {
    key: id,
    text: `@${username} `,
    name: displayName,
    about: about === undefined ? `@${username}` : `@${username} · ${about}`,
    personId: id,
    picture: avatarUrl,
  };
}

/** Those of which a name begins so first. */
function teamsMatching(teams: readonly TeamDto[], words: string): TeamDto[] {
  const begins = ({ key, name }: TeamDto): boolean =>
    [key, ...name.split(' ')].some((one) => foldedName(one).startsWith(words));
  return teams
    .filter(({ key, name }) => [key, name].some((one) => foldedName(one).includes(words)))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

function teamCompletion({ id, key, name, members }: TeamDto): Completion {
  return {
    key: id,
    text: `@${key} `,
    name,
    about: `@${key} · ${t('complete.team', { count: members })}`,
    isTeam: true,
  };
}

/** Many at once, where one may. */
function many(open: OpenConversation): Completion[] {
  const count = open.conversation()?.memberCount ?? 0;
  if (open.isDirect() || !open.mayMentionEveryone()) return [];
  return [
    { key: EVERYONE, text: `@${EVERYONE} `, name: `@${EVERYONE}`, about: t('complete.everyone', { count }) },
    { key: HERE, text: `@${HERE} `, name: `@${HERE}`, about: t('complete.here') },
  ];
}
