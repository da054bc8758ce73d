import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { capsOf, hasCommandKey } from '../core/key-combination';

/** The keys of a command, as they are written on the keyboard at hand. */
@Component({
  selector: 'app-key-caps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '@for (cap of caps(); track $index) {<kbd>{{ cap }}</kbd>}',
  styles: `
    :host {
      display: inline-flex;
      gap: 4px;
      flex: none;
      /* In every language as they are printed: Ctrl before its letter. */
      direction: ltr;
    }
  `,
})
export class KeyCaps {
  readonly keys = input.required<string>();
  protected readonly caps = computed(() => capsOf(this.keys(), hasCommandKey(navigator.platform)));
}
