import { EVERYONE, HERE, mentionsInText } from '../../../../../src/core/markdown/mention-names.js';

/** Somebody whom a text mentions, by the name that stands there and by what they are called now. */
export interface MentionedPerson {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
}

/** A team that a text mentions, by the key that stands there and by what it is called now. */
export interface MentionedTeam {
  readonly teamId: string;
  readonly key: string;
  readonly name: string;
  /** I am in it. */
  readonly isMine: boolean;
}

/** Whom a text mentions, as the server read it. */
export interface Mentions {
  readonly people: readonly MentionedPerson[];
  readonly teams?: readonly MentionedTeam[];
  readonly everyone: boolean;
  /** Those who were active, and whether I was; absent where they are not mentioned. */
  readonly here?: { readonly me: boolean } | undefined;
  /** Whose mentions are set apart; undefined in what I wrote myself. */
  readonly myId: string | undefined;
  /** Whether a name leads to the person. */
  readonly opens: boolean;
}

/** Whom what was passed on names: it calls nobody, so that nobody is set apart. */
export function mentionsOfCopy(people: readonly MentionedPerson[], { opens }: Pick<Mentions, 'opens'>): Mentions {
  return { people, everyone: false, myId: undefined, opens };
}

/** They are made anew with each change of their message. */
export function isSameMentions(one: Mentions | undefined, other: Mentions | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing is found in these: they mention nobody. */
const APART = 'a, code, pre';

/** Shows the names in the text of `content` as whom they mention: `[data-user]` names a person, `[data-team]` a team. */
export function showMentions(content: DocumentFragment, mentions: Mentions): void {
  const { people, teams = [], everyone, here, myId, opens } = mentions;
  if (people.length === 0 && teams.length === 0 && !everyone && !here) return;
  const byName = new Map<string, Meant>([
    ...(everyone ? [[EVERYONE, { isMine: true }] as const] : []),
    ...(here ? [[HERE, { isMine: here.me }] as const] : []),
    ...people.map((person) => [person.username, person] as const),
    ...teams.map((team) => [team.key, team] as const),
  ]);
  for (const text of textsOf(content, APART)) {
    const found = mentionsInText(text.data).flatMap(({ start, candidates }) => {
      const name = candidates.find((one) => byName.has(one));
      const meant = name === undefined ? undefined : byName.get(name);
      return name === undefined || !meant ? [] : [{ start, end: start + 1 + name.length, meant }];
    });
    // From the end on, so that the places before stay.
    for (const { start, end, meant } of found.reverse()) {
      const named = text.splitText(start);
      named.splitText(end - start);
      named.replaceWith(chip(meant, named.data, { myId, opens }));
    }
  }
}

/** Who is called how in a text, and how in the words that are shown. */
type NamedPerson = Pick<MentionedPerson, 'username' | 'displayName'>;
type NamedTeam = Pick<MentionedTeam, 'key' | 'name'>;

/** The words of a text without marks, with what people and teams are called in place of their usernames and keys. */
export function withNames(text: string, people: readonly NamedPerson[], teams: readonly NamedTeam[] = []): string {
  if (people.length === 0 && teams.length === 0) return text;
  const named = [...people, ...teams.map(({ key, name }) => ({ username: key, displayName: name }))];
  const byName = new Map(named.map((one) => [one.username, one]));
  let [words, from] = ['', 0];
  for (const { start, candidates } of mentionsInText(text)) {
    const person = candidates.map((one) => byName.get(one)).find((one) => one !== undefined);
    if (!person) continue;
    words += `${text.slice(from, start)}@${person.displayName}`;
    from = start + 1 + person.username.length;
  }
  return words + text.slice(from);
}

/** Somebody, a team, or many at once: whether I am among them. */
type Meant = MentionedPerson | MentionedTeam | { readonly isMine: boolean };

function chip(meant: Meant, asTyped: string, { myId, opens }: Pick<Mentions, 'myId' | 'opens'>): HTMLElement {
  const element = document.createElement('span');
  element.className = 'mention';
  if (myId !== undefined && isMe(meant, myId)) element.classList.add('me');
  element.dir = 'auto';
  element.textContent = 'teamId' in meant ? `@${meant.name}` : 'userId' in meant ? `@${meant.displayName}` : asTyped;
  if (opens && ('teamId' in meant || 'userId' in meant)) {
    if ('teamId' in meant) element.dataset['team'] = meant.teamId;
    else element.dataset['user'] = meant.userId;
    element.setAttribute('role', 'button');
    element.tabIndex = -1;
  }
  return element;
}

function isMe(meant: Meant, myId: string): boolean {
  return 'userId' in meant ? meant.userId === myId : meant.isMine;
}

/** The texts of `content` that stand in none of these elements. */
export function textsOf(content: DocumentFragment, apart: string): Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && !node.parentElement?.closest(apart)) texts.push(node);
  return texts;
}
