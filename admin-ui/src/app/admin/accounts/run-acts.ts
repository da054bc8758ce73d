import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { UserDto } from '../../api/models/user-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';

type Named = Pick<UserDto, 'id' | 'displayName'>;

/** Something that is done to many people, one by one, once somebody said yes. */
export interface ManyActs {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly danger: boolean;
  readonly count: number;
  /** To whom: read while it goes on, where they are not at hand. */
  readonly people: AsyncIterable<Named> | Iterable<Named>;
  readonly act: (person: Named) => Promise<unknown>;
}

/** To whom it was not done, and why not. */
interface Refusal {
  readonly person: Named;
  readonly why: string;
}

/**
 * Asks before it acts on many people, shows how far it is, stays until it is over or stopped, and says of each to whom it was not done why;
 * those are tried again with one button.
 */
@Component({
  selector: 'app-run-acts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame],
  template: `
    <app-dialog
      [heading]="state() === 'asks' ? acts.title : acts.yes"
      [asksBeforeClosing]="state() === 'runs'"
      (dismiss)="isStopped.set(true)"
    >
      @switch (state()) {
        @case ('asks') {
          <p class="muted sentence">{{ acts.text }}</p>
        }
        @case ('runs') {
          <progress [max]="total()" [value]="tried()" [attr.aria-label]="acts.title"></progress>
          <p class="num">{{ t('accounts.running', { done: tried(), total: total() }) }}</p>
        }
        @default {
          <div role="status">
            <p>{{ t('accounts.result', { count: done() }) }}</p>
            @if (left(); as count) {
              <p class="muted">{{ t('accounts.stopped', { left: count }) }}</p>
            }
            @if (failure(); as words) {
              <p class="bad">{{ words }}</p>
            }
            @if (refusals().length > 0) {
              <p>{{ t('accounts.refused', { count: refusals().length }) }}</p>
            }
          </div>
          @if (refusals().length > 0) {
            <ul>
              @for (refusal of refusals(); track refusal.person.id) {
                <li>
                  <b
                    ><bdi>{{ refusal.person.displayName }}</bdi></b
                  >
                  <span class="muted">{{ refusal.why }}</span>
                </li>
              }
            </ul>
          }
        }
      }
      <footer actions>
        <span class="grow"></span>
        @switch (state()) {
          @case ('asks') {
            <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
            <button type="button" class="btn primary" [class.danger]="acts.danger" (click)="start()">
              {{ acts.yes }}
            </button>
          }
          @case ('runs') {
            <button type="button" class="btn line" (click)="isStopped.set(true)">{{ t('accounts.stop') }}</button>
          }
          @default {
            @if (refusals().length > 0) {
              <button type="button" class="btn line" (click)="retry()">{{ t('accounts.retryFailed') }}</button>
            }
            <button type="button" class="btn primary" (click)="ref.close()">{{ t('action.done') }}</button>
          }
        }
      </footer>
    </app-dialog>
  `,
  styles: `
    progress {
      inline-size: 100%;
      accent-color: var(--mat-sys-primary);
    }
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
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class RunActs {
  protected readonly t = t;
  protected readonly acts = inject<ManyActs>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);

  protected readonly state = signal<'asks' | 'runs' | 'over'>('asks');
  protected readonly total = signal(this.acts.count);
  protected readonly tried = signal(0);
  protected readonly done = signal(0);
  protected readonly refusals = signal<readonly Refusal[]>([]);
  /** Why it could not be read who else is meant. */
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly isStopped = signal(false);
  protected readonly left = computed(() => (this.isStopped() ? Math.max(0, this.total() - this.tried()) : 0));

  protected start(): Promise<void> {
    return this.run(this.acts.people);
  }

  protected retry(): Promise<void> {
    const people = this.refusals().map(({ person }) => person);
    this.total.set(people.length);
    return this.run(people);
  }

  private async run(people: ManyActs['people']): Promise<void> {
    this.state.set('runs');
    this.ref.disableClose = true;
    this.isStopped.set(false);
    this.tried.set(0);
    this.refusals.set([]);
    this.failure.set(undefined);
    try {
      for await (const person of people) {
        if (this.isStopped()) break;
        await this.actOn(person);
      }
    } catch (error) {
      this.failure.set(problemOf(error).detail);
    }
    this.state.set('over');
    this.ref.disableClose = false;
  }

  private async actOn(person: Named): Promise<void> {
    try {
      await this.acts.act(person);
      this.done.update((count) => count + 1);
    } catch (error) {
      this.refusals.update((all) => [...all, { person, why: problemOf(error).detail }]);
    }
    this.tried.update((count) => count + 1);
  }
}
