import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import type { AddableBy } from '../../api/models/addable-by';
import type { PresenceVisibility } from '../../api/models/presence-visibility';
import type { UpdateMeDto } from '../../api/models/update-me-dto';
import { problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import type { PlainKey } from '../../core/words/catalogue';
import { Icon } from '../../ui/icon';
import { t } from '../../core/words/words';

type Audience = PresenceVisibility & AddableBy;

/** A question that is answered with who may. */
interface AudienceQuestion {
  readonly field: 'presenceVisibility' | 'addableBy';
  readonly words: PlainKey;
  readonly choices: readonly { readonly value: Audience; readonly label: PlainKey; readonly hint: PlainKey }[];
}

const QUESTIONS: readonly AudienceQuestion[] = [
  {
    field: 'presenceVisibility',
    words: 'privacy.presence',
    choices: [
      { value: 'everyone', label: 'privacy.everyone', hint: 'privacy.everyoneHint' },
      { value: 'contacts', label: 'privacy.contacts', hint: 'privacy.contactsHint' },
      { value: 'nobody', label: 'privacy.nobody', hint: 'privacy.nobodySees' },
    ],
  },
  {
    field: 'addableBy',
    words: 'privacy.addable',
    choices: [
      { value: 'everyone', label: 'privacy.everyone', hint: 'privacy.everyoneHint' },
      { value: 'contacts', label: 'privacy.contacts', hint: 'privacy.contactsHint' },
      { value: 'nobody', label: 'privacy.nobody', hint: 'privacy.nobodyAdds' },
    ],
  },
];

const READING_HINTS = {
  choice: 'privacy.receiptsHint',
  on: 'privacy.receiptsOn',
  off: 'privacy.receiptsOff',
} as const;

/** Who may see whether I am there and what I have read, and who may add me to groups. A choice is saved at once. */
@Component({
  selector: 'app-privacy-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @for (question of questions; track question.field) {
      <fieldset>
        <legend>{{ t(question.words) }}</legend>
        @for (choice of question.choices; track choice.value) {
          <label>
            <input
              class="radio"
              type="radio"
              [name]="question.field"
              [checked]="chosen(question) === choice.value"
              (change)="choose(question, choice.value)"
            />
            <span
              >{{ t(choice.label) }}<span class="hint">{{ t(choice.hint) }}</span></span
            >
          </label>
        }
      </fieldset>
    }
    <label class="switch">
      <input
        class="check"
        type="checkbox"
        role="switch"
        [checked]="showsReading()"
        [disabled]="readReceipts() !== 'choice'"
        (change)="chooseReading($any($event.target).checked)"
      />
      <span
        >{{ t('privacy.receipts') }} <span class="hint">{{ t(readingHint()) }}</span></span
      >
    </label>
    <p class="hint" [class.ok]="isSaved()" [class.bad]="!!problem()" role="status">
      @if (problem(); as words) {
        {{ words }}
      } @else if (isSaved()) {
        <app-icon name="check" [size]="16" />{{ t('action.saved') }}
      }
    </p>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-12);
      margin-block-end: var(--space-24);
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    label {
      display: flex;
      gap: var(--space-8);
      align-items: flex-start;
      cursor: pointer;
      min-block-size: 32px;
    }
    p {
      min-block-size: 16px;
      margin-block-start: var(--space-8);
    }
  `,
})
export class PrivacyForm {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly questions = QUESTIONS;
  /** What was pressed shows at once, and goes back when it could not be saved. */
  private readonly pressed = signal<UpdateMeDto>({});
  protected readonly isSaved = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  private readonly meta = inject(ServerMeta);
  private readonly pressedReading = signal<boolean | undefined>(undefined);
  /** Whether the organisation leaves it to each; undefined until the server has said so. */
  protected readonly readReceipts = computed(() => this.meta.meta()?.features.readReceipts);
  protected readonly showsReading = computed(() => {
    const decided = this.readReceipts();
    if (decided === 'on' || decided === 'off') return decided === 'on';
    return this.pressedReading() ?? this.session.me()?.readReceipts ?? true;
  });
  protected readonly readingHint = computed(() => READING_HINTS[this.readReceipts() ?? 'choice']);

  constructor() {
    this.meta.load().catch((error: unknown) => {
      this.problem.set(problemOf(error).detail);
    });
  }

  protected chosen({ field }: AudienceQuestion): Audience | undefined {
    return this.pressed()[field] ?? this.session.me()?.[field];
  }

  protected async choose({ field }: AudienceQuestion, value: Audience): Promise<void> {
    const choice: UpdateMeDto = { [field]: value };
    this.pressed.set(choice);
    await this.save(choice);
    this.pressed.set({});
  }

  protected async chooseReading(readReceipts: boolean): Promise<void> {
    this.pressedReading.set(readReceipts);
    await this.save({ readReceipts });
    this.pressedReading.set(undefined);
  }

  private async save(body: UpdateMeDto): Promise<void> {
    this.problem.set(undefined);
    this.isSaved.set(false);
    try {
      this.session.know(await this.api.invoke(updateMe, { body }));
      this.isSaved.set(true);
    } catch (error) {
      this.problem.set(t('privacy.notSaved', { reason: problemOf(error).detail }));
    }
  }
}
