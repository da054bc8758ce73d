import { Injectable, signal } from '@angular/core';
import { deviceStorage } from '../../core/device-storage';

const KEY = 'parley.formatting';

/** Whether the bar that formats is shown where one writes, as it was chosen on this device. */
@Injectable({ providedIn: 'root' })
export class FormattingChoice {
  private readonly shown = signal(remembered());
  readonly isShown = this.shown.asReadonly();

  toggle(): void {
    this.shown.update((isShown) => !isShown);
    try {
      deviceStorage().setItem(KEY, this.shown() ? 'shown' : 'hidden');
    } catch {
      // Switched off or full: then it lasts as long as the page.
    }
  }
}

function remembered(): boolean {
  try {
    return deviceStorage().getItem(KEY) === 'shown';
  } catch {
    return false;
  }
}
