import type { Translated } from '../catalogue';
import type { words as english } from '../en/strength';

/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': 'Leicht zu erraten',
  'strength.good': 'Gutes Passwort',
  'strength.strong': 'Starkes Passwort',
  'strength.keys': 'Tasten nebeneinander werden früh geraten.',
  'strength.repeat': 'Wiederholungen bringen wenig.',
  'strength.sequence': 'Folgen wie abc oder 6543 werden früh geraten.',
  'strength.date': 'Daten und Jahre werden früh geraten.',
  'strength.common': 'Viele verwenden das oder etwas Ähnliches.',
  'strength.word': 'Ein Wort allein wird früh geraten. Nimm andere dazu, die nicht dazugehören.',
  'strength.name': 'Namen werden früh geraten.',
  'strength.known': 'Es enthält, was andere von dir wissen.',
  'strength.short': 'Mach es länger, zum Beispiel mit einem weiteren Wort.',
} satisfies Translated<typeof english>;
