import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { InterpretedDto } from '../../api/models/interpreted-dto';
import { isolated } from '../../core/isolated';
import { numberText } from '../../core/number-text';
import { listed, t } from '../../core/words/words';
import type { SearchNotes } from './found-messages';

const MOST_NAMED = 3;

/** What is to be known of the results: which operator means nobody, which word was corrected, what is not found yet. */
@Component({
  selector: 'app-search-notes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
  template: `
    @for (words of problems(); track words) {
      <p class="wrong sentence">{{ words }}</p>
    }
    @for (words of several(); track words) {
      <p class="sentence">{{ words }}</p>
    }
    @for (one of notes().corrections; track one.from) {
      <p>
        <span class="sentence">{{
          t('search.corrected', { typed: isolated(one.from), found: isolated(one.to) })
        }}</span>
        <button type="button" class="btn sm tonal" (click)="corrected.emit(one)">
          {{ t('search.searchFor', { words: isolated(one.to) }) }}
        </button>
      </p>
    }
    @if (notes().indexing; as indexing) {
      <p>
        {{ t('search.indexing', { done: numberText(indexing.done), total: numberText(indexing.total) }) }}
        <progress
          [attr.aria-label]="t('search.indexingLabel')"
          [value]="indexing.done"
          [max]="indexing.total"
        ></progress>
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-12);
    }
    .wrong {
      color: var(--mat-sys-error);
    }
    progress {
      inline-size: 120px;
      block-size: 6px;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class SearchNotesView {
  protected readonly t = t;
  protected readonly isolated = isolated;
  protected readonly numberText = numberText;
  readonly notes = input.required<SearchNotes>();
  /** Somebody wants the word that was found in the place of the one they typed. */
  readonly corrected = output<{ readonly from: string; readonly to: string }>();

  protected readonly problems = computed(() =>
    this.notes()
      .interpreted.filter(({ excluded }) => !excluded)
      .flatMap((one) => problemText(one) ?? []),
  );
  /** Whose messages are found where a name fits several. */
  protected readonly several = computed(() =>
    this.notes().interpreted.flatMap(({ value, people = [], conversations = [] }) => {
      const names = [
        ...people.map(({ displayName }) => displayName),
        ...conversations.map(({ subject, other }) => subject ?? other?.displayName ?? ''),
      ].filter(Boolean);
      if (names.length < 2) return [];
      const [shown, others] = [names.slice(0, MOST_NAMED).map(isolated), names.length - MOST_NAMED];
      const all = others > 0 ? [...shown, t('search.others', { count: others })] : shown;
      return t('search.fits', { value: isolated(value), names: listed(all) });
    }),
  );
}

function problemText({ problem, operator, value: typed }: InterpretedDto): string | undefined {
  const value = isolated(typed);
  switch (problem) {
    case 'nobody':
      return t('search.nobody', { value });
    case 'no_conversation':
      return t('search.noChat', { value });
    case 'no_subject':
      return t('search.noSubject', { value });
    case 'no_time':
      return t('search.noTime', { value });
    case 'unknown_value':
      return operator === 'is' ? t('search.unknownIs', { value }) : t('search.unknownHas', { value });
    default:
      return undefined;
  }
}
