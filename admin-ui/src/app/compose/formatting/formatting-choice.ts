import { Injectable } from '@angular/core';
import { asFlag, preference } from '../../core/preferences/preference';

/** Whether the bar that formats is shown where one writes. */
@Injectable({ providedIn: 'root' })
export class FormattingChoice {
  readonly isShown = preference('formattingBar', false, asFlag);

  toggle(): void {
    this.isShown.set(!this.isShown());
  }
}
