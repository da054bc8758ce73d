import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import { currentStatus } from '../../core/presence/current-status';
import { serverNow } from '../../core/server-clock';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { briefly } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { Control, Field } from '../../ui/field';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { t } from '../../core/words/words';

const HOUR_MS = 60 * 60_000;

interface Ending {
  readonly label: PlainKey;
  /** When it ends, from now; undefined means when it is taken back. */
  readonly endsAt: (now: Date) => Date | undefined;
}

const ENDINGS: readonly Ending[] = [
  { label: 'status.halfHour', endsAt: (now) => new Date(now.getTime() + HOUR_MS / 2) },
  { label: 'status.hour', endsAt: (now) => new Date(now.getTime() + HOUR_MS) },
  { label: 'status.fourHours', endsAt: (now) => new Date(now.getTime() + 4 * HOUR_MS) },
  { label: 'status.today', endsAt: (now) => new Date(new Date(now).setHours(24, 0, 0, 0)) },
  { label: 'status.week', endsAt: (now) => new Date(new Date(now).setHours(24 * (8 - (now.getDay() || 7)), 0, 0, 0)) },
  { label: 'status.never', endsAt: () => undefined },
];
const SUGGESTED = [
  { emoji: '📅', text: 'status.meeting', ending: 1 },
  { emoji: '🍽️', text: 'status.lunch', ending: 0 },
  { emoji: '🎧', text: 'status.focusing', ending: 2 },
  { emoji: '🌴', text: 'status.leave', ending: 4 },
] as const;

/** What I am up to, with an end by which it clears itself. */
@Component({
  selector: 'app-status-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FieldValue, Icon],
  template: `
    <form (submit)="save($event)">
      <div class="fields">
        <app-field [label]="t('status.emoji')" [error]="emojiProblem()">
          <input
            appControl
            autocomplete="off"
            maxlength="24"
            [appFieldValue]="emoji()"
            (input)="emoji.set($any($event.target).value)"
          />
        </app-field>
        <app-field [label]="t('status.text')" [error]="textProblem()">
          <input
            appControl
            dir="auto"
            autocomplete="off"
            maxlength="100"
            [appFieldValue]="text()"
            (input)="text.set($any($event.target).value)"
          />
        </app-field>
        <app-field class="ending" [label]="t('status.clearAfter')">
          <select appControl #box (change)="ending.set(box.selectedIndex)">
            @for (one of endings; track one.label) {
              <option [selected]="$index === ending()">{{ t(one.label) }}</option>
            }
          </select>
        </app-field>
      </div>
      <div class="row" role="group" [attr.aria-label]="t('status.suggestions')">
        @for (one of suggested; track one.text) {
          <button type="button" class="chip" (click)="take(one)">{{ one.emoji }} {{ t(one.text) }}</button>
        }
      </div>
      <div class="row">
        <button type="submit" class="btn primary" [disabled]="isSaving() || !isChanged()">{{ t('status.set') }}</button>
        @if (current()) {
          <button type="button" class="btn line" [disabled]="isSaving()" (click)="clear()">
            {{ t('status.clear') }}
          </button>
        }
        <p class="hint" [class.ok]="isSaved()" [class.bad]="!!problem()" role="status">
          @if (problem(); as words) {
            {{ words }}
          } @else if (isSaved()) {
            <app-icon name="check" [size]="16" />{{ t('action.saved') }}
          } @else if (until(); as words) {
            {{ t('status.clears', { when: words }) }}
          }
        </p>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
    }
    .fields {
      display: grid;
      grid-template-columns: 88px minmax(0, 1fr) 150px;
      gap: 16px;
      align-items: start;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
    }
    @media (max-width: 599px) {
      .fields {
        grid-template-columns: 88px minmax(0, 1fr);
      }
      .ending {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class StatusForm {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly endings = ENDINGS;
  protected readonly suggested = SUGGESTED;

  protected readonly current = computed(() => currentStatus(this.session.me()?.status));
  private readonly currentText = computed(() => this.current()?.text ?? '');
  private readonly currentEmoji = computed(() => this.current()?.emoji ?? '');
  /** News about me that say nothing else leave what is being typed. */
  protected readonly text = linkedSignal(this.currentText);
  protected readonly emoji = linkedSignal(this.currentEmoji);
  protected readonly ending = signal(1);
  protected readonly isSaving = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly textProblem = signal<string | undefined>(undefined);
  protected readonly emojiProblem = signal<string | undefined>(undefined);
  protected readonly isChanged = computed(() => this.text().trim() !== '' || this.emoji().trim() !== '');
  protected readonly until = computed(() => {
    const until = this.current()?.until;
    return until ? briefly(until) : '';
  });

  protected take({ emoji, text, ending }: (typeof SUGGESTED)[number]): void {
    this.emoji.set(emoji);
    this.text.set(t(text));
    this.ending.set(ending);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const until = ENDINGS[this.ending()]?.endsAt(serverNow())?.toISOString() ?? null;
    await this.change({ text: this.text().trim(), emoji: this.emoji().trim(), until });
  }

  protected async clear(): Promise<void> {
    await this.change(null);
  }

  private async change(status: { text: string; emoji: string; until: string | null } | null): Promise<void> {
    this.isSaving.set(true);
    for (const one of [this.problem, this.textProblem, this.emojiProblem]) one.set(undefined);
    try {
      this.session.know(await this.api.invoke(updateMe, { body: { status } }));
      this.isSaved.set(true);
    } catch (error) {
      this.isSaved.set(false);
      this.explain(error);
    } finally {
      this.isSaving.set(false);
    }
  }

  private explain(error: unknown): void {
    const { detail, errors } = problemOf(error);
    const at = (pointer: string) => errors.find((one) => one.pointer === pointer)?.detail;
    this.textProblem.set(at('/status/text'));
    this.emojiProblem.set(at('/status/emoji'));
    if (!this.textProblem() && !this.emojiProblem()) this.problem.set(errors[0]?.detail ?? detail);
  }
}
