import { commandKey } from './keys';

/** What of an event says which keys are pressed. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Signs that some layouts have behind Shift: with them Shift is not asked about. */
const SIGN = /^[^\p{L}\p{N}]$/u;

/** Whether the event is this combination, such as `c`, `?`, `Mod+K` or `Alt+Shift+ArrowDown`; Mod is Ctrl, or ⌘ on a Mac. */
export function isPressed(combination: string, event: Pressed): boolean {
  const parts = combination.split(/\+(?=.)/);
  const key = parts.pop() ?? '';
  const [isMod, isAlt, isShift] = ['Mod', 'Alt', 'Shift'].map((part) => parts.includes(part));
  if (isMod !== (event.ctrlKey || event.metaKey) || isAlt !== event.altKey) return false;
  if (isShift !== event.shiftKey && !SIGN.test(key)) return false;
  return commandKey(event) === (key.length === 1 ? key.toLowerCase() : key);
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' },
  ...{ Escape: 'Esc', Delete: 'Del', ' ': 'Space' },
};

/** The keys of a combination as they are written on a keyboard, one for each cap; `g i` is one after the other. */
export function capsOf(combination: string, isMac: boolean): string[] {
  const mac: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
  const others: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
  return combination.split(/[+ ](?=.)/).map((part) => {
    const name = (isMac ? mac : others)[part] ?? NAMES[part] ?? part;
    return name.length === 1 ? name.toUpperCase() : name;
  });
}

/** Whether the keyboards of this system have ⌘. */
export function hasCommandKey(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}
