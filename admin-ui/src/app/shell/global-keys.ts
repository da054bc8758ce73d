import { Dialog } from '@angular/cdk/dialog';
import { DOCUMENT, inject, Injectable } from '@angular/core';
import { isPressed } from '../core/key-combination';
import { SingleKeys } from '../core/single-keys';
import type { Command } from './command';
import { Commands } from './commands';

/** How long the first of two keys waits for the second. */
const CHORD_MS = 1_500;
const HELD = /^(Mod|Alt)\+/;

/**
 * The keys that work everywhere. Those without Ctrl or Alt work not while typing, and can be switched off; none works in a
 * dialog, and whoever has handled a key before has it.
 */
@Injectable({ providedIn: 'root' })
export class GlobalKeys {
  private readonly dialog = inject(Dialog);
  private readonly commands = inject(Commands);
  private readonly singleKeys = inject(SingleKeys);
  private first: { readonly key: string; readonly at: number } | undefined;

  constructor() {
    // Before anybody else: what is typed for the palette or a search is no command or message where the focus still is.
    const document = inject(DOCUMENT);
    document.addEventListener('keydown', (event) => this.keepTyped(event), { capture: true });
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (this.dialog.openDialogs.length > 0) return;
    const areLettersMeant = this.singleKeys.areOn() && !isTyping(event.target);
    const usable = this.commands.all().filter(({ keys = '' }) => HELD.test(keys) || (keys && areLettersMeant));
    const first = this.first && event.timeStamp - this.first.at < CHORD_MS ? this.first.key : undefined;
    this.first = undefined;
    const meant = usable.find(({ keys = '' }) => this.isMeant(keys.split(' '), first, event));
    if (meant) return this.run(meant, event);
    const begun = usable.flatMap(({ keys = '' }) => keys.split(' ').slice(0, -1)).find((key) => isPressed(key, event));
    if (begun !== undefined) this.first = { key: begun, at: event.timeStamp };
  }

  private keepTyped(event: KeyboardEvent): void {
    const { typedAhead } = this.commands;
    if (typedAhead === undefined || event.ctrlKey || event.metaKey) return;
    if (event.key.length === 1) this.commands.typedAhead += event.key;
    else if (event.key === 'Backspace') this.commands.typedAhead = typedAhead.slice(0, -1);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  }

  private isMeant(keys: readonly string[], first: string | undefined, event: KeyboardEvent): boolean {
    const last = keys.at(-1) ?? '';
    return (keys.length === 2 ? keys[0] === first : first === undefined) && isPressed(last, event);
  }

  private run(command: Command, event: KeyboardEvent): void {
    event.preventDefault();
    void command.run();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
