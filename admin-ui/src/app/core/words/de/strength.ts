import type { Translated } from '../catalogue';
import type { words as english } from '../en/strength';

/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': 'Leicht zu erraten',
  'strength.good': 'Gutes Passwort',
  'strength.strong': 'Starkes Passwort',
  'strength.keys': 'Tasten nebeneinander sind leicht zu erraten.',
  'strength.repeat': 'Wiederholungen machen es kaum stärker.',
  'strength.sequence': 'Folgen wie abc oder 6543 sind leicht zu erraten.',
  'strength.date': 'Datumsangaben und Jahreszahlen sind leicht zu erraten.',
  'strength.common': 'Viele verwenden das oder etwas Ähnliches.',
  'strength.word': 'Ein einzelnes Wort ist leicht zu erraten. Nimm andere dazu, die nichts damit zu tun haben.',
  'strength.name': 'Namen sind leicht zu erraten.',
  'strength.known': 'Es enthält etwas, das andere über dich wissen.',
  'strength.short': 'Mach es länger, zum Beispiel mit einem weiteren Wort.',
} satisfies Translated<typeof english>;
