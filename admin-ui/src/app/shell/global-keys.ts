import { Dialog } from '@angular/cdk/dialog';
import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { ComposeLauncher } from '../compose/compose-launcher';
import { commandKey } from '../core/keys';
import { Session } from '../core/session';
import { mayAdminister } from '../core/staff';
import { ADMIN_PLACE, PLACES } from './places';

/** How long G waits for the second key. */
const CHORD_MS = 1_500;

/** The single keys that work everywhere: C writes, G and a letter goes somewhere. Not while typing or in a dialog. */
@Injectable({ providedIn: 'root' })
export class GlobalKeys {
  private readonly router = inject(Router);
  private readonly dialog = inject(Dialog);
  private readonly session = inject(Session);
  private readonly compose = inject(ComposeLauncher);
  private goPressedAt = -Infinity;

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.dialog.openDialogs.length > 0 || isTyping(event.target)) return;
    const key = commandKey(event);
    const isSecond = event.timeStamp - this.goPressedAt < CHORD_MS;
    this.goPressedAt = key === 'g' && !isSecond ? event.timeStamp : -Infinity;
    if (isSecond) this.goTo(key, event);
    else if (key === 'c' && !event.shiftKey) this.write(event);
  }

  private goTo(key: string, event: KeyboardEvent): void {
    const places = mayAdminister(this.session.me()) ? [...PLACES, ADMIN_PLACE] : PLACES;
    const place = places.find((candidate) => candidate.key === key);
    if (!place) return;
    event.preventDefault();
    void this.router.navigateByUrl(place.path);
  }

  private write(event: KeyboardEvent): void {
    event.preventDefault();
    void this.compose.open();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
