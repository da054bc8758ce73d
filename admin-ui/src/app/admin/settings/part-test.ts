import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { problemOf } from '../../core/problem';

/** What a test of a part of the server came to, in words. */
export interface TestOutcome {
  readonly isBad: boolean;
  readonly words: string;
}

/** A part of the server, and a button that shows that it works, or why not. */
@Component({
  selector: 'app-part-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ name() }}</legend>
      <p class="muted">{{ hint() }}</p>
      @if (test(); as test) {
        <button type="button" class="btn line" [attr.aria-disabled]="isBusy() || null" (click)="run(test)">
          {{ isBusy() ? busyLabel() : label() }}
        </button>
        <p role="status" [class.bad]="outcome()?.isBad">{{ outcome()?.words }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      margin-block-end: var(--space-12);
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    .btn {
      justify-self: start;
    }
    [role='status'] {
      overflow-wrap: anywhere;
    }
    [role='status']:empty {
      display: none;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class PartTest {
  readonly name = input.required<string>();
  readonly hint = input.required<string>();
  readonly label = input.required<string>();
  readonly busyLabel = input.required<string>();
  /** Undefined where there is nothing to test; what it throws is shown as a problem. */
  readonly test = input.required<(() => Promise<TestOutcome>) | undefined>();

  protected readonly isBusy = signal(false);
  protected readonly outcome = signal<TestOutcome | undefined>(undefined);

  protected async run(test: () => Promise<TestOutcome>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.outcome.set(undefined);
    try {
      this.outcome.set(await test());
    } catch (error) {
      this.outcome.set({ isBad: true, words: problemOf(error).detail });
    } finally {
      this.isBusy.set(false);
    }
  }
}
