import { Injectable } from '@angular/core';
import { asFlag, preference } from './preferences/preference';

/** Whether letters alone are commands: whoever speaks to their computer may want none. */
@Injectable({ providedIn: 'root' })
export class SingleKeys {
  readonly areOn = preference('singleKeys', true, asFlag);
}
