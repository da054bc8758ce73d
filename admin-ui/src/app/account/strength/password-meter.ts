import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import type { PasswordOwner, PasswordStrength, Weakness } from '../../../../../src/auth/passwords/password-strength.js';
import type { PlainKey } from '../../core/words/catalogue';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { PasswordJudge } from './password-judge';

/** Guesses to the power of ten that each bar stands for; the third is what the server asks for. */
const BARS = [0, 6, 8, 10] as const;

const REASONS: Readonly<Record<Weakness, PlainKey>> = {
  straightRow: 'strength.keys',
  keyPattern: 'strength.keys',
  simpleRepeat: 'strength.repeat',
  extendedRepeat: 'strength.repeat',
  sequences: 'strength.sequence',
  recentYears: 'strength.date',
  dates: 'strength.date',
  topTen: 'strength.common',
  topHundred: 'strength.common',
  common: 'strength.common',
  similarToCommon: 'strength.common',
  pwned: 'strength.common',
  decoratedWord: 'strength.common',
  wordByItself: 'strength.word',
  namesByThemselves: 'strength.name',
  commonNames: 'strength.name',
  userInputs: 'strength.known',
  guessedQuickly: 'strength.short',
};

/**
 * How well a password withstands guessing, judged while it is typed by the very rules of the server. They come with the first
 * letter, with their dictionaries; where they or the words for it cannot be loaded nothing is shown, and the server judges alone.
 */
@Component({
  selector: 'app-password-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [PasswordJudge],
  template: `
    @if (shown(); as strength) {
      <div class="bars" aria-hidden="true" [attr.data-level]="strength.level">
        @for (bar of bars; track bar) {
          <span [class.on]="strength.guesses >= bar"></span>
        }
      </div>
    }
    <p class="hint" role="status">{{ shown()?.text }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    .bars {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: var(--space-4);
      margin-block-start: var(--space-8);
    }
    span {
      block-size: 4px;
      border-radius: 2px;
      background: var(--mat-sys-outline-variant);
    }
    [data-level='weak'] .on {
      background: var(--mat-sys-error);
    }
    [data-level='good'] .on,
    [data-level='strong'] .on {
      background: var(--parley-success);
    }
    @media (forced-colors: active) {
      span.on {
        background: CanvasText;
      }
    }
  `,
})
export class PasswordMeter {
  readonly password = input.required<string>();
  /** Whose password it is to be, as far as that is known here. */
  readonly owner = input.required<PasswordOwner>();

  protected readonly bars = BARS;
  private readonly judge = inject(PasswordJudge);
  private readonly words = inject(Words);
  private readonly strength = signal<PasswordStrength | undefined>(undefined);
  protected readonly shown = computed(() => {
    const strength = this.strength();
    return strength && { ...inWords(strength), guesses: strength.guessesLog10 };
  });

  constructor() {
    effect(() => {
      const [password, owner] = [this.password(), this.owner()];
      if (password === '') this.strength.set(undefined);
      else void this.ask(password, owner);
    });
  }

  /** What was said of the letters before stays until there is something to say of these. */
  private async ask(password: string, owner: PasswordOwner): Promise<void> {
    try {
      const [strength] = await Promise.all([this.judge.judge(password, owner), this.words.load('strength')]);
      if (password === this.password()) this.strength.set(strength);
    } catch {
      // Without words there is nothing to say.
    }
  }
}

function inWords({ guessesLog10, weakness }: PasswordStrength) {
  if (weakness) return { level: 'weak', text: `${t('strength.weak')}. ${t(REASONS[weakness])}` };
  return guessesLog10 < BARS[3]
    ? { level: 'good', text: t('strength.good') }
    : { level: 'strong', text: t('strength.strong') };
}
