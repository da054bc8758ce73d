import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { isLanguage, language, LANGUAGES } from '../core/words/language';
import { Words } from '../core/words/loading';
import { t } from '../core/words/words';
import { Toasts } from '../ui/toast.service';

/** The languages of the product; the chosen one is spoken at once, and on all devices of whoever is signed in. */
@Component({
  selector: 'app-language-select',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <select #box [attr.aria-label]="t('language.label')" (change)="choose(box)">
      @for (one of languages; track one.code) {
        <option translate="no" [value]="one.code" [lang]="one.code" [selected]="one.code === language()">
          {{ one.name }}
        </option>
      }
    </select>
  `,
  styles: `
    select {
      block-size: 36px;
      padding-inline: 8px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-small);
      background: none;
      color: inherit;
      font: var(--mat-sys-label-large);
    }
    option {
      background: var(--parley-paper);
      color: var(--mat-sys-on-surface);
    }
    @media (pointer: coarse) {
      select {
        block-size: 44px;
      }
    }
  `,
})
export class LanguageSelect {
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  protected readonly t = t;
  protected readonly languages = LANGUAGES;
  protected readonly language = language;

  protected async choose(box: HTMLSelectElement): Promise<void> {
    if (!isLanguage(box.value)) return;
    try {
      await this.words.choose(box.value);
    } catch {
      box.value = language();
      this.toasts.showError(t('language.notLoaded'));
    }
  }
}
