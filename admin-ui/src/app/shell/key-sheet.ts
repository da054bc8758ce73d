import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { FORMATS } from '../compose/formatting/formats';
import type { PlainKey } from '../core/words/catalogue';
import { SingleKeys } from '../core/single-keys';
import { t } from '../core/words/words';
import { DialogFrame } from '../ui/dialog-frame';
import type { CommandsAtHand } from './command';
import { KeyCaps } from './key-caps';

/** Each thing that keys do, and the combinations that do it. */
interface Scope {
  readonly title: PlainKey;
  readonly keys: readonly (readonly [label: PlainKey, ...combinations: string[]])[];
}

/** What keys do where the focus is, in the order in which one comes across it. */
const SCOPES: readonly Scope[] = [
  {
    title: 'keys.messages',
    keys: [
      ['keys.move', 'ArrowUp', 'ArrowDown', 'k', 'j'],
      ['keys.ends', 'Home', 'End'],
      ['keys.reply', 'r'],
      ['keys.react', '+', 'Shift+R'],
      ['keys.edit', 'e'],
      ['keys.delete', 'Delete'],
      ['keys.tools', 'Enter'],
      ['keys.leave', 'Escape'],
    ],
  },
  {
    title: 'keys.writing',
    keys: [
      ['keys.send', 'Enter'],
      ['keys.newLine', 'Shift+Enter'],
      ['keys.editLast', 'ArrowUp'],
      ['keys.subject', 'Alt+S'],
      ...FORMATS.map(({ label, key, withShift }) => [label, `Mod+${withShift ? 'Shift+' : ''}${key}`] as const),
    ],
  },
  {
    title: 'keys.lists',
    keys: [
      ['keys.move', 'ArrowUp', 'ArrowDown'],
      ['keys.open', 'Enter'],
      ['keys.select', 'x'],
      ['keys.selectRange', 'Shift+X'],
      ['keys.delete', 'Delete'],
    ],
  },
];

/** All keys, on one sheet. */
@Component({
  selector: 'app-key-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, KeyCaps],
  template: `
    <app-dialog [heading]="t('shell.keys')" [reads]="true">
      @if (!singleKeys.areOn()) {
        <p class="hint">{{ t('keys.areOff') }}</p>
      }
      <div class="scopes">
        @for (scope of scopes(); track scope.title) {
          <section>
            <h3>{{ t(scope.title) }}</h3>
            <dl>
              @for (entry of scope.keys; track $index) {
                <div>
                  <dt>{{ t(entry.label) }}</dt>
                  @for (keys of entry.combinations; track keys) {
                    <dd><app-key-caps [keys]="keys" /></dd>
                  }
                </div>
              }
            </dl>
          </section>
        }
      </div>
    </app-dialog>
  `,
  styles: `
    .scopes {
      columns: 2 260px;
      column-gap: var(--space-32);
    }
    section {
      break-inside: avoid;
      margin-block-end: var(--space-20);
    }
    h3 {
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    dl > div {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 32px;
    }
    dt {
      flex: 1;
      font: var(--mat-sys-body-medium);
    }
    dd {
      margin: 0;
    }
  `,
})
export class KeySheet {
  protected readonly t = t;
  protected readonly singleKeys = inject(SingleKeys);
  private readonly given = inject<CommandsAtHand>(DIALOG_DATA);
  protected readonly scopes = computed(() => {
    const everywhere = this.given.commands().flatMap(({ label, keys }) => (keys ? [[label, keys] as const] : []));
    return [{ title: 'keys.everywhere', keys: everywhere } as const, ...SCOPES].map(({ title, keys }) => ({
      title,
      keys: keys.map(([label, ...combinations]) => ({ label, combinations })),
    }));
  });
}
