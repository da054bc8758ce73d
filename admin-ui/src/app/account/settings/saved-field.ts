import { computed, type Signal, signal } from '@angular/core';
import { problemOf } from '../../core/problem';

/** One value that is saved when somebody leaves its field. What could not be saved stays in the field, with the reason. */
export class SavedField {
  private readonly typed = signal<string | undefined>(undefined);
  private readonly progress = signal<'idle' | 'saving' | 'saved'>('idle');
  private readonly reason = signal<string | undefined>(undefined);

  /** What the field shows: what was typed, else what the server has. */
  readonly value = computed(() => this.typed() ?? this.stored());
  readonly state = this.progress.asReadonly();
  readonly error = this.reason.asReadonly();

  constructor(
    private readonly stored: Signal<string>,
    private readonly save: (value: string) => Promise<void>,
  ) {}

  /** Takes what is being typed. */
  type(value: string): void {
    this.typed.set(value);
    this.progress.set('idle');
    this.reason.set(undefined);
  }

  /** Saves when something has changed. */
  async leave(): Promise<void> {
    const value = this.typed()?.trim();
    if (value === undefined || this.progress() === 'saving') return;
    if (value === this.stored()) return this.typed.set(undefined);
    this.progress.set('saving');
    try {
      await this.save(value);
      if (this.typed()?.trim() === value) this.typed.set(undefined);
      this.progress.set('saved');
    } catch (error) {
      const problem = problemOf(error);
      this.reason.set(problem.errors[0]?.detail ?? problem.detail);
      this.progress.set('idle');
    }
  }
}
