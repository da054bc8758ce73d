import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { isReadable, nearestReadable, themedAccent } from '../../../../../src/core/organisation/accent-contrast.js';
import { isolated } from '../../core/isolated';
import { ServerMeta } from '../../core/server-meta';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';

const COLOUR = /^#[0-9a-f]{6}$/i;
const PARLEY = '#005cbb';

/** The colour of the organisation, with how the page of sign-in looks in both themes. */
@Component({
  selector: 'app-accent-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field],
  template: `
    <app-field [label]="t('setting.accent')" [hint]="t('setting.accentHint')" [error]="problem()">
      <input
        appControl
        #text
        autocomplete="off"
        translate="no"
        dir="ltr"
        maxlength="7"
        [placeholder]="usual"
        [value]="value()"
        (input)="valueChange.emit(text.value)"
      />
      <input
        #picker
        class="picker"
        type="color"
        [attr.aria-label]="t('setting.accentPick')"
        [value]="shown()"
        (input)="valueChange.emit(picker.value)"
      />
    </app-field>
    @if (nearest(); as colour) {
      <button type="button" class="btn line" (click)="valueChange.emit(colour)">
        {{ t('setting.accentUse', { colour }) }}
      </button>
    }
    <div class="preview" role="img" [attr.aria-label]="t('setting.preview')">
      @for (theme of themes(); track theme.name) {
        <div [class]="theme.name">
          <b class="facing" dir="auto">{{ organisation() }}</b>
          <span class="field"></span>
          <span class="button" [style.background]="theme.accent" [style.color]="theme.onAccent">
            {{ t('setting.previewSignIn') }}
          </span>
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    .picker {
      flex: none;
      inline-size: 40px;
      block-size: 32px;
      padding: 0;
      border: 0;
      background: none;
    }
    .btn {
      justify-self: start;
    }
    .preview {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 1fr));
      gap: var(--space-12);
    }
    .preview > div {
      display: grid;
      gap: var(--space-8);
      padding: var(--space-16);
      border: 1px solid var(--parley-hairline);
      border-radius: var(--mat-sys-corner-medium);
      overflow-wrap: anywhere;
    }
    .light {
      background: #faf9fd;
      color: #1a1b1f;
    }
    .dark {
      background: #121316;
      color: #e3e2e6;
    }
    .field {
      block-size: 24px;
      border: 1px solid #74777f;
      border-radius: var(--mat-sys-corner-small);
    }
    .button {
      padding: 6px 12px;
      border-radius: 999px;
      text-align: center;
    }
  `,
})
export class AccentField {
  protected readonly t = t;
  readonly value = input.required<string>();
  readonly error = input<string>();
  readonly valueChange = output<string>();

  protected readonly usual = PARLEY;
  private readonly server = inject(ServerMeta);
  protected readonly organisation = computed(() => this.server.organisation() ?? 'Parley');
  private readonly colour = computed(() => {
    const colour = this.value().trim().toLowerCase();
    return COLOUR.test(colour) ? colour : undefined;
  });
  /** Where the chosen one cannot be read. */
  protected readonly nearest = computed(() => {
    const colour = this.colour();
    return colour === undefined || isReadable(colour) ? undefined : nearestReadable(colour);
  });
  protected readonly shown = computed(() => this.colour() ?? PARLEY);
  protected readonly problem = computed(() => {
    const colour = this.nearest();
    return colour === undefined ? this.error() : t('setting.accentTooLight', { colour: isolated(colour) });
  });
  protected readonly themes = computed(() => {
    const { light, dark } = themedAccent(this.shown());
    return [
      { name: 'light', ...light },
      { name: 'dark', ...dark },
    ] as const;
  });
}
