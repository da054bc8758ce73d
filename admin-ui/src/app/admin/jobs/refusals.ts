import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { t } from '../../core/words/words';
import { reasonText } from './job-words';

/** Somebody who is left out, or a line of a file. */
export interface Refusal {
  readonly id?: string | null;
  readonly displayName?: string | null;
  readonly line?: number | null;
  /** What of the line is wrong. */
  readonly field?: string | null;
  readonly code: string;
}

/** Those who are left out, each with the reason, and how many there are besides. */
@Component({
  selector: 'app-refusals',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul tabindex="0">
      @for (refusal of refusals(); track $index) {
        <li>
          <b
            ><bdi>{{ name(refusal) }}</bdi></b
          >
          <span class="muted">{{ reason(refusal) }}</span>
        </li>
      }
      @if (more() > 0) {
        <li class="muted">{{ t('jobs.more', { count: more() }) }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-8);
      margin: var(--space-8) 0 0;
      padding: 0;
      list-style: none;
      max-block-size: 40vh;
      overflow: auto;
    }
    li {
      display: grid;
      overflow-wrap: anywhere;
    }
  `,
})
export class Refusals {
  protected readonly t = t;
  readonly refusals = input.required<readonly Refusal[]>();
  /** How many there are in all. */
  readonly total = input.required<number>();
  protected readonly more = computed(() => this.total() - this.refusals().length);
  protected readonly reason = reasonText;

  protected name({ displayName, line, id }: Refusal): string {
    if (line != null) return t('jobs.line', { line });
    return displayName ?? id ?? '';
  }
}
