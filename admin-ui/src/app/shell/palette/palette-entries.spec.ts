import { describe, expect, it } from 'vitest';
import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import { aConversation, NOOR } from '../../state/sample-data';
import type { Command } from '../command';
import { type Choices, sectionsFor } from './palette-entries';

const group = (id: string, subject: string) => aConversation({ id, kind: 'group', subject });
const command = (label: Command['label'], isHidden = false): Command => ({
  label,
  icon: 'edit',
  isHidden,
  run: () => undefined,
});
const person = (id: string, displayName: string) => ({ id, username: id, displayName }) as DirectoryUserDto;

const choices = (more: Partial<Choices> = {}): Choices => ({
  chats: [group('g1', 'Marketing'), group('g2', 'Art supplies'), group('g3', 'Ärzte')],
  people: [],
  commands: [command('page.settings'), command('command.palette', true)],
  myId: NOOR.id,
  nameOfCommand: ({ label }) => label.replace(/^.*\./, ''),
  ...more,
});
const shown = (term: string, from = choices()) =>
  sectionsFor(term, from).map(({ title, entries }) => [title, entries.map(({ name }) => name)]);

describe('the palette', () => {
  it('shows the most recent chats and every action before anything is typed', () => {
    expect(shown('')).toEqual([
      ['palette.chats', ['Marketing', 'Art supplies', 'Ärzte']],
      ['palette.actions', ['settings']],
    ]);
  });

  it('finds by any words, without accents, those first in which a word begins with it', () => {
    expect(shown('ar')).toEqual([['palette.chats', ['Art supplies', 'Ärzte', 'Marketing']]]);
    expect(shown('sup art')).toEqual([['palette.chats', ['Art supplies']]]);
    expect(shown('SETT')).toEqual([['palette.actions', ['settings']]]);
  });

  it('names a person once: by the chat with them, if there is one', () => {
    const ana = { id: 'ana', username: 'ana', displayName: 'Ana Berg', avatarUrl: null };
    const direct = aConversation({ id: 'd', kind: 'direct', members: [ana, NOOR] });
    const people = [person('ana', 'Ana Berg'), person('anatol', 'Anatol')];

    expect(shown('ana', choices({ chats: [direct], people }))).toEqual([
      ['palette.chats', ['Ana Berg']],
      ['palette.people', ['Anatol']],
    ]);
  });

  it('finds nothing by signs alone', () => {
    expect(shown('?!')).toEqual([]);
  });
});
