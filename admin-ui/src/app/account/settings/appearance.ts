import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Theme, THEME_CHOICES } from '../../core/theme';
import { t } from '../../core/words/words';

/** Light, dark or as the system says; what is pressed shows at once. */
@Component({
  selector: 'app-appearance',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="vh">{{ t('theme.label') }}</legend>
      @for (choice of choices; track choice.value) {
        <label [class.on]="theme.choice() === choice.value">
          <span class="shot" aria-hidden="true">
            @for (side of sidesOf[choice.value]; track side) {
              <span class="half" [attr.data-theme]="side"><i></i><i class="own"></i></span>
            }
          </span>
          <span class="row">
            <input
              class="radio"
              type="radio"
              name="theme"
              [checked]="theme.choice() === choice.value"
              (change)="theme.choice.set(choice.value)"
            />{{ t(choice.label) }}
          </span>
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
      gap: 16px;
    }
    label {
      display: grid;
      gap: 8px;
      cursor: pointer;
      font: var(--mat-sys-label-large);
      font-weight: 400;
    }
    .shot {
      display: flex;
      block-size: 88px;
      border-radius: 12px;
      overflow: hidden;
      border: 1px solid var(--mat-sys-outline-variant);
    }
    .on .shot {
      border-color: var(--mat-sys-primary);
      box-shadow: 0 0 0 1px var(--mat-sys-primary);
    }
    .half {
      flex: 1;
      display: grid;
      align-content: center;
      gap: 8px;
      padding: 12px;
      background: light-dark(#faf9fd, #121316);
    }
    @media (forced-colors: active) {
      .half,
      i {
        forced-color-adjust: none;
      }
    }
    .half[data-theme='light'] {
      color-scheme: light;
    }
    .half[data-theme='dark'] {
      color-scheme: dark;
    }
    i {
      block-size: 18px;
      inline-size: 70%;
      border-radius: 3px 9px 9px;
      background: light-dark(#eeedf2, #26272a);
    }
    .own {
      justify-self: end;
      border-radius: 9px 9px 3px;
      background: light-dark(#dbe6ff, #1d3a66);
    }
  `,
})
export class Appearance {
  protected readonly t = t;
  protected readonly theme = inject(Theme);
  protected readonly choices = THEME_CHOICES;
  protected readonly sidesOf = { system: ['light', 'dark'], light: ['light'], dark: ['dark'] };
}
