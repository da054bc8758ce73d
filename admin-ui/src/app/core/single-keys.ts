import { effect, Injectable, signal } from '@angular/core';
import { deviceStorage } from './device-storage';

const KEY = 'parley.single-keys';

/** Whether letters alone are commands on this device: whoever speaks to their computer may want none. */
@Injectable({ providedIn: 'root' })
export class SingleKeys {
  readonly areOn = signal(remembered());

  constructor() {
    effect(() => remember(this.areOn()));
  }
}

function remembered(): boolean {
  try {
    return deviceStorage().getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

function remember(areOn: boolean): void {
  try {
    if (areOn) deviceStorage().removeItem(KEY);
    else deviceStorage().setItem(KEY, 'off');
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
