import { signal } from '@angular/core';
import { type Problem, problemOf } from './problem';
import { t } from './words/words';

/** The part of a form's field that is needed here; a field of a signal form fits. */
export interface SubmittedField {
  value(): unknown;
  dirty(): boolean;
  touched(): boolean;
  errors(): readonly { readonly message?: string | undefined }[];
  focusBoundControl(): void;
}

/**
 * Sends a form once at a time and says what is wrong beside each field. What people typed is never lost, and what the
 * server refused is shown until that value is changed.
 */
export class FormSubmission<Name extends string> {
  private readonly refused = signal<ReadonlyMap<string, { readonly value: unknown; readonly detail: string }>>(
    new Map(),
  );
  private readonly attempted = signal(false);
  private readonly busy = signal(false);
  private readonly general = signal<string | undefined>(undefined);

  readonly isBusy = this.busy.asReadonly();
  /** What is wrong with no field in particular. */
  readonly failure = this.general.asReadonly();

  /** The fields by their names in the request, in the order of the page. */
  constructor(private readonly fields: Readonly<Record<Name, () => SubmittedField>>) {}

  /** What is wrong with the field: as soon as somebody has left it or tried to send. */
  errorOf(name: Name): string | undefined {
    const field = this.fields[name]();
    const refused = this.refused().get(name);
    if (refused && refused.value === field.value()) return refused.detail;
    const isDue = this.attempted() || (field.touched() && field.dirty());
    return isDue ? field.errors().map((error) => error.message ?? t('form.check'))[0] : undefined;
  }

  /** Sends unless a field is wrong; true when it worked. Otherwise the first wrong field has the focus. */
  async run(send: () => Promise<void>, explain: (problem: Problem) => Problem = (same) => same): Promise<boolean> {
    if (this.busy()) return false;
    this.attempted.set(true);
    this.general.set(undefined);
    if (this.names().some((name) => this.fields[name]().errors().length > 0)) return this.focusFirstWrong();
    this.refused.set(new Map());
    this.busy.set(true);
    try {
      await send();
      this.attempted.set(false);
      return true;
    } catch (error) {
      this.explain(explain(problemOf(error)));
      return this.focusFirstWrong();
    } finally {
      this.busy.set(false);
    }
  }

  /** As if nothing had been sent: the fields ask for something else now. */
  startAnew(): void {
    this.attempted.set(false);
    this.general.set(undefined);
    this.refused.set(new Map());
  }

  private explain(problem: Problem): void {
    const refused = new Map<string, { value: unknown; detail: string }>();
    const elsewhere: string[] = [];
    for (const { pointer, detail } of problem.errors) {
      const name = this.names().find((candidate) => pointer === `/${candidate}`);
      if (name) refused.set(name, { value: this.fields[name]().value(), detail });
      else elsewhere.push(detail);
    }
    this.refused.set(refused);
    if (refused.size === 0) this.general.set(elsewhere.join(' ') || inFull(problem));
    else if (elsewhere.length > 0) this.general.set(elsewhere.join(' '));
  }

  private focusFirstWrong(): false {
    const first = this.names().find((name) => this.errorOf(name) !== undefined);
    if (first) this.fields[first]().focusBoundControl();
    return false;
  }

  private names(): Name[] {
    return Object.keys(this.fields) as Name[];
  }
}

/** The reason and, when the server said so, when to try again. */
function inFull(problem: Problem): string {
  if (problem.retryAfterSeconds === undefined || problem.status !== 429) return problem.detail;
  return `${problem.detail} ${waitInWords(problem.retryAfterSeconds)}`;
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return t('wait.seconds', { count: Math.ceil(seconds) });
  return t('wait.minutes', { count: Math.ceil(seconds / 60) });
}
