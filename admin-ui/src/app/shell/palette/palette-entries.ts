import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { PlainKey } from '../../core/words/catalogue';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { foldedName } from '../../../../../src/users/folded-name.js';
import type { Command } from '../command';

/** One row of the palette. */
export type Entry =
  | {
      readonly kind: 'chat';
      readonly id: string;
      readonly name: string;
      readonly chat: ConversationDto;
      readonly avatarId: string;
      readonly picture: string | null;
    }
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly person: DirectoryUserDto }
  | { readonly kind: 'messages'; readonly id: string; readonly name: string }
  | { readonly kind: 'command'; readonly id: string; readonly name: string; readonly command: Command };

/** Rows under a heading. */
export interface Section {
  readonly title: PlainKey;
  readonly entries: readonly Entry[];
}

const MOST_CHATS = 6;
const MOST_PEOPLE = 5;

/** What there is to choose from. */
export interface Choices {
  /** The most recent first. */
  readonly chats: readonly ConversationDto[];
  readonly people: readonly DirectoryUserDto[];
  readonly commands: readonly Command[];
  readonly myId: string | undefined;
  readonly nameOfCommand: (command: Command) => string;
}

/**
 * What matches a term: chats first, people with whom there is none among them, then commands. Of names that match, those
 * in which a word begins with it come first. Without a term: the most recent chats, and every command.
 */
export function sectionsFor(term: string, { chats, people, commands, myId, nameOfCommand }: Choices): Section[] {
  const words = foldedName(term).split(' ').filter(Boolean);
  const all = chats.map((chat): Entry => {
    const avatarId = otherOf(chat, myId)?.id ?? chat.id;
    return { kind: 'chat', id: chat.id, name: nameOf(chat, myId), chat, avatarId, picture: pictureOf(chat, myId) };
  });
  const isSearching = term.trim() !== '';
  const found = (isSearching ? matching(all, words) : all).slice(0, MOST_CHATS);
  const partners = new Set(found.flatMap((entry) => (entry.kind === 'chat' ? [entry.avatarId] : [])));
  const strangers = people.filter(({ id }) => !partners.has(id)).slice(0, MOST_PEOPLE);
  const acts = commands
    .filter(({ isHidden }) => !isHidden)
    .map((command): Entry => ({ kind: 'command', id: command.label, name: nameOfCommand(command), command }));
  const sections: Section[] = [
    { title: 'palette.chats', entries: found },
    {
      title: 'palette.people',
      entries: strangers.map((person) => ({ kind: 'person', id: person.id, name: person.displayName, person })),
    },
    { title: 'palette.actions', entries: isSearching ? matching(acts, words) : acts },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

/** The way to the messages in which a term stands; there for every term. */
export function messagesFor(term: string): Section[] {
  const name = term.trim();
  return name === '' ? [] : [{ title: 'palette.messages', entries: [{ kind: 'messages', id: 'search', name }] }];
}

function matching(entries: readonly Entry[], words: readonly string[]): Entry[] {
  if (words.length === 0) return [];
  const ranked = entries.map((entry) => ({ entry, rank: rankOf(` ${foldedName(entry.name)}`, words) }));
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

/** 2: a word of the name begins with each; 1: each is in it somewhere; 0: not. */
function rankOf(name: string, words: readonly string[]): number {
  if (words.every((word) => name.includes(` ${word}`))) return 2;
  return words.every((word) => name.includes(word)) ? 1 : 0;
}
