import { isObject } from '../shapes';
import type { Values } from './kept-preferences';

/** What an earlier version kept of one choice, as what it is now, by key; undefined where it means nothing. */
type Reading = (text: string, userId: string) => Values | undefined;

/**
 * Where each choice was kept before it was anybody's. The colours and the language stay there, for the pages before somebody
 * signs in.
 */
const EARLIER: Readonly<Record<string, Reading>> = {
  'parley.theme': (text) => (text === 'system' ? undefined : { theme: text }),
  'parley.language': (text) => ({ language: text }),
  'parley.send-key': (text) => ({ sendKey: text }),
  'parley.single-keys': (text) => ({ singleKeys: text !== 'off' }),
  'parley.undo-chat': (text) => ({ 'undo.chat': Number(text) }),
  'parley.undo-compose': (text) => ({ 'undo.compose': Number(text) }),
  'parley.formatting': (text) => ({ formattingBar: text === 'shown' }),
  'parley.mail-by-subject': (text) => ({ mailBySubject: text === 'true' }),
  'parley.sound-speed': (text) => ({ soundSpeed: Number(text) }),
  'parley.emoji': (text, userId) => {
    const kept: unknown = JSON.parse(text);
    return isObject(kept) && kept['userId'] === userId
      ? { 'emoji.tone': kept['tone'], 'emoji.recent': kept['recent'] }
      : undefined;
  },
};
const STAY: readonly string[] = ['parley.theme', 'parley.language'];

/** What was chosen on this device before choices were anybody's. */
export function earlierChoices(userId: string): Values {
  return Object.assign({}, ...Object.entries(EARLIER).map(([key, reading]) => earlierChoice(key, reading, userId)));
}

function earlierChoice(key: string, reading: Reading, userId: string): Values | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : reading(text, userId);
  } catch {
    // Storage is switched off, or it is not what was kept there.
    return undefined;
  }
}

/** They are somebody's now. */
export function dropEarlierChoices(): void {
  for (const key of Object.keys(EARLIER)) if (!STAY.includes(key)) localStorage.removeItem(key);
}
