import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SingleKeys } from '../core/single-keys';
import { t } from '../core/words/words';
import { DialogFrame } from '../ui/dialog-frame';
import type { CommandsAtHand } from './command';
import { KeyCaps } from './key-caps';
import { SCOPES, sectionsOf } from './key-sections';

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
        @for (section of sections(); track section.title) {
          <section>
            <h3>{{ t(section.title) }}</h3>
            <dl>
              @for (act of section.acts; track act.label) {
                <div>
                  <dt>{{ t(act.label) }}</dt>
                  @for (keys of act.keys; track keys) {
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
  protected readonly sections = computed(() => {
    const commands = this.given
      .commands()
      .flatMap(({ label, keys }) => (keys ? [[label, { label, keys: [keys] }]] : []));
    return sectionsOf([{ title: 'keys.everywhere', acts: Object.fromEntries(commands) }, ...SCOPES]);
  });
}
