import { EVERYONE, mentionsInText } from '../../../../../src/core/markdown/mention-names.js';

/** Somebody whom a text mentions, by the name that stands there and by what they are called now. */
export interface MentionedPerson {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
}

/** Whom a text mentions, as the server read it. */
export interface Mentions {
  readonly people: readonly MentionedPerson[];
  readonly everyone: boolean;
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

/** Shows the names in the text of `content` as whom they mention: `[data-user]` names a person. */
export function showMentions(content: DocumentFragment, { people, everyone, myId, opens }: Mentions): void {
  if (people.length === 0 && !everyone) return;
  const byName = new Map(people.map((person) => [person.username, person]));
  for (const text of textsOf(content)) {
    const found = mentionsInText(text.data).flatMap(({ start, candidates }) => {
      const name = candidates.find((one) => byName.has(one) || (everyone && one === EVERYONE));
      return name === undefined ? [] : [{ start, end: start + 1 + name.length, person: byName.get(name) }];
    });
    // From the end on, so that the places before stay.
    for (const { start, end, person } of found.reverse()) {
      const named = text.splitText(start);
      named.splitText(end - start);
      named.replaceWith(chip(person, named.data, { myId, opens }));
    }
  }
}

/** The words of a text without marks, with what people are called in place of their usernames. */
export function withNames(text: string, people: readonly MentionedPerson[]): string {
  if (people.length === 0) return text;
  const byName = new Map(people.map((person) => [person.username, person]));
  let [named, from] = ['', 0];
  for (const { start, candidates } of mentionsInText(text)) {
    const person = candidates.map((one) => byName.get(one)).find((one) => one !== undefined);
    if (!person) continue;
    named += `${text.slice(from, start)}@${person.displayName}`;
    from = start + 1 + person.username.length;
  }
  return named + text.slice(from);
}

function chip(
  person: MentionedPerson | undefined,
  asTyped: string,
  { myId, opens }: Pick<Mentions, 'myId' | 'opens'>,
): HTMLElement {
  const element = document.createElement('span');
  element.className = 'mention';
  if (myId !== undefined && (!person || person.userId === myId)) element.classList.add('me');
  element.dir = 'auto';
  element.textContent = person ? `@${person.displayName}` : asTyped;
  if (person && opens) {
    element.dataset['user'] = person.userId;
    element.setAttribute('role', 'button');
    element.tabIndex = -1;
  }
  return element;
}

function textsOf(content: DocumentFragment): Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && !node.parentElement?.closest(APART)) texts.push(node);
  return texts;
}
