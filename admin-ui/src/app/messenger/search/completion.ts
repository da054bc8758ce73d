import { computed, inject, linkedSignal, type Signal } from '@angular/core';
import { peopleMatching } from '../../state/people/people-matching';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { ConversationLists } from '../../state/conversations/conversation-lists';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { foldedName } from '../../../../../src/users/folded-name.js';
import { LISTED_VALUES, OPERATOR_WORDS, wordOf } from './chip-words';
import { lastWordIn, type Operator, OPERATORS, type PendingOperator, pendingIn } from './search-terms';

/** Something that completes what is being typed. */
export interface Suggestion {
  readonly id: string;
  /** `operator` begins one, `date` asks for a day, `value` makes a chip. */
  readonly kind: 'operator' | 'value' | 'date';
  readonly operator: Operator;
  readonly value: string;
  readonly name: string;
  /** What else is said of it. */
  readonly hint?: string;
  readonly face?: { readonly id: string; readonly picture: string | null; readonly kind: 'person' | 'group' };
}

export interface Completion {
  readonly suggestions: Signal<readonly Suggestion[]>;
  /** What has been typed of the value; undefined where no operator is being typed. */
  readonly pending: Signal<PendingOperator | undefined>;
  /** Of a person or a chat that was suggested: what it is called. */
  nameOf(operator: Operator, value: string): string | undefined;
}

const MOST = 8;
const DATES: readonly Operator[] = ['before', 'after', 'on'];

/** What can complete the end of a text: names of operators, and behind one of them its values. Call it where `inject` works. */
export function completion(text: Signal<string>): Completion {
  const lists = inject(ConversationLists);
  const session = inject(Session);
  for (const filter of ['active', 'archived'] as const) void lists.ensure(filter);
  const pending = computed(() => pendingIn(text()));
  const people = peopleMatching(
    computed(() => {
      const { operator, value = '' } = pending() ?? {};
      return operator === 'from' ? value : '';
    }),
  );
  const chats = computed(() => {
    const mine = session.me()?.id;
    return [...lists.list('active'), ...lists.list('archived')].map((chat) => {
      const other = otherOf(chat, mine);
      const kind: 'person' | 'group' = other ? 'person' : 'group';
      const face = { id: other?.id ?? chat.id, picture: pictureOf(chat, mine), kind };
      return { id: chat.id, name: nameOf(chat, mine), face, other };
    });
  });

  const inChats = (value: string): Suggestion[] =>
    chats()
      .filter(({ name }) => fits(name, value))
      .map(({ id, name, face }) => suggested('in', id, name, { face }));
  const fromPeople = (value: string): Suggestion[] => {
    const known = chats().flatMap(({ other }) => (other && fits(other.displayName, value) ? [other] : []));
    const all = [...new Map([...known, ...people.value()].map((person) => [person.id, person])).values()];
    return [
      ...(fits(t('search.me'), value) || 'me'.startsWith(value) ? [suggested('from', 'me', t('search.me'))] : []),
      ...all
        .filter(({ id }) => id !== session.me()?.id)
        .map(({ id, username, displayName, avatarUrl: picture }) =>
          suggested('from', username, displayName, {
            hint: `@${username}`,
            face: { id, picture, kind: 'person' },
          }),
        ),
    ];
  };
  const suggestions = computed((): readonly Suggestion[] => {
    const typed = pending();
    if (!typed) return operatorsFor(lastWordIn(text()).word);
    const { operator, value } = typed;
    if (operator === 'in') return inChats(value).slice(0, MOST);
    if (operator === 'from') return fromPeople(value).slice(0, MOST);
    const listed = Object.entries(LISTED_VALUES[operator] ?? {})
      .map(([word, key]) => ({ word, name: t(key), written: wordOf(operator, word) }))
      .filter(
        ({ word, name, written }) =>
          word.startsWith(value.toLowerCase()) || [name, written].some((one) => fits(one, value)),
      )
      .map(({ word, name, written }) => suggested(operator, word, name, { hint: written }));
    const mayPick = DATES.includes(operator) && value === '';
    return mayPick ? [...listed, { ...suggested(operator, 'date', t('search.pickDate')), kind: 'date' }] : listed;
  });
  // What was suggested may have been chosen, and still has its name.
  const names = linkedSignal<readonly Suggestion[], ReadonlyMap<string, string>>({
    source: suggestions,
    computation: (all, before) =>
      new Map([
        ...(before?.value ?? []),
        ...all.filter(({ face }) => face).map(({ operator, value, name }) => [`${operator}:${value}`, name] as const),
      ]),
  });
  return {
    suggestions,
    pending,
    nameOf: (operator, value) =>
      names().get(`${operator}:${value}`) ??
      (operator === 'in' ? chats().find(({ id }) => id === value)?.name : undefined),
  };
}

/** By their names, as they are written and as they are called here. */
function operatorsFor(word: string): Suggestion[] {
  const bare = word.replace(/^-/, '');
  if (bare === '') return [];
  return OPERATORS.filter((operator) => {
    const called = foldedName(t(OPERATOR_WORDS[operator].name));
    return operator.startsWith(bare.toLowerCase()) || (foldedName(bare) !== '' && called.startsWith(foldedName(bare)));
  }).map((operator) => ({
    ...suggested(operator, '', `${operator}:`, { hint: t(OPERATOR_WORDS[operator].purpose) }),
    kind: 'operator',
  }));
}

function suggested(
  operator: Operator,
  value: string,
  name: string,
  more: Pick<Suggestion, 'hint' | 'face'> = {},
): Suggestion {
  return { id: `${operator}-${value}`, kind: 'value', operator, value, name, ...more };
}

/** Whether a word of the name begins with what was typed. */
function fits(name: string, typed: string): boolean {
  return ` ${foldedName(name)}`.includes(` ${foldedName(typed)}`);
}
