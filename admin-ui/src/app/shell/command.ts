import type { Signal } from '@angular/core';
import type { PlainKey } from '../core/words/catalogue';
import type { IconName } from '../ui/icon-shapes';

/** Something that can be done from everywhere: by its keys, and by its name in the palette. */
export interface Command {
  readonly label: PlainKey;
  readonly icon: IconName;
  /** A combination of `isPressed`, or two keys one after the other: `g i`. */
  readonly keys?: string;
  /** Only by its keys: it has no sense in the palette. */
  readonly isHidden?: boolean;
  readonly run: () => unknown;
}

/** What the palette and the sheet of keys are given. */
export interface CommandsAtHand {
  readonly commands: Signal<readonly Command[]>;
  /** What was typed for the palette before it had the focus; once. */
  readonly takeTyped: () => string;
}
