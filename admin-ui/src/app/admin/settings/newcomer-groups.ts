import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  model,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { Api } from '../../api/api';
import { adminListNewcomerGroups } from '../../api/fn/administration/admin-list-newcomer-groups';
import { listOpenGroups } from '../../api/fn/conversations/list-open-groups';
import type { OpenGroupDto } from '../../api/models/open-group-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';

/** Typing is over when this long nothing came. */
const PAUSE_MS = 150;
const FOUND = 6;

/** One that is chosen; without a name nobody can find it any more. */
interface ChosenGroup {
  readonly id: string;
  readonly name: string | undefined;
}

/** Which listed groups newcomers are in from the start. What is changed here is saved with the other settings. */
@Component({
  selector: 'app-newcomer-groups',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Control, Field, Icon],
  template: `
    <fieldset>
      <legend>{{ t('newcomers.title') }}</legend>
      <p class="hint">{{ t('newcomers.hint') }}</p>
      @if (chosen().length > 0) {
        <ul>
          @for (group of chosen(); track group.id) {
            <li>
              @if (group.name; as name) {
                <app-avatar [id]="group.id" [name]="name" kind="group" [size]="32" />
                <span class="grow clip" dir="auto">{{ name }}</span>
              } @else {
                <app-icon name="alert" [size]="18" />
                <span class="grow bad">{{ t('newcomers.notListed') }}</span>
              }
              <button
                type="button"
                class="iconbtn sm"
                [attr.aria-label]="removeWords(group)"
                [title]="removeWords(group)"
                (click)="remove(group.id)"
              >
                <app-icon name="close" [size]="18" />
              </button>
            </li>
          }
        </ul>
      }
      <app-field [label]="t('newcomers.add')" [error]="problem()">
        <input
          #search
          appControl
          type="search"
          autocomplete="off"
          [placeholder]="t('newcomers.search')"
          (input)="find(search.value)"
          (keydown.enter)="takeFirst($event)"
          (keydown.escape)="clear($event)"
        />
      </app-field>
      <p class="vh" role="status">{{ isAsked() ? t('newcomers.found', { count: found().length }) : '' }}</p>
      @if (found().length > 0) {
        <ul class="found">
          @for (group of found(); track group.id) {
            <li>
              <button type="button" [attr.aria-label]="addWords(group)" (click)="add(group)">
                <app-avatar
                  [id]="group.id"
                  [name]="group.subject"
                  [picture]="group.pictureUrl"
                  kind="group"
                  [size]="32"
                />
                <span class="grow clip" dir="auto">{{ group.subject }}</span>
                <app-icon name="plus" [size]="18" />
              </button>
            </li>
          }
        </ul>
      } @else if (isAsked()) {
        <p class="hint">{{ t('newcomers.none') }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      font-weight: 600;
      margin-block-end: var(--space-12);
    }
    li,
    li button:not(.iconbtn) {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 48px;
      min-inline-size: 0;
    }
    li button:not(.iconbtn) {
      flex: 1;
      padding-inline: var(--space-8);
      border: 0;
      border-radius: var(--mat-sys-corner-small);
      background: none;
      font: inherit;
      color: inherit;
      text-align: start;
      cursor: pointer;
    }
    li button:not(.iconbtn):hover {
      background: var(--mat-sys-surface-container);
    }
    .grow {
      min-inline-size: 0;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class NewcomerGroups {
  protected readonly t = t;
  /** Their ids, in the order in which they were chosen. */
  readonly ids = model.required<readonly string[]>();

  private readonly api = inject(Api);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('search');
  private readonly saved = resource({ loader: () => this.api.invoke(adminListNewcomerGroups) });
  /** What was added here, which the server does not name yet. */
  private readonly added = signal<ReadonlyMap<string, string>>(new Map());
  private readonly matches = signal<readonly OpenGroupDto[] | undefined>(undefined);
  protected readonly problem = signal<string | undefined>(undefined);
  private pause: ReturnType<typeof setTimeout> | undefined;
  /** Goes up with every question: an answer to an older one is dropped. */
  private turn = 0;

  protected readonly chosen = computed<readonly ChosenGroup[]>(() => {
    if (!this.saved.hasValue()) return [];
    const named = new Map(this.saved.value().items.map(({ id, subject }) => [id, subject]));
    return this.ids().map((id) => ({ id, name: this.added().get(id) ?? named.get(id) ?? undefined }));
  });
  protected readonly isAsked = computed(() => this.matches() !== undefined);
  protected readonly found = computed(() =>
    (this.matches() ?? []).filter(({ id }) => !this.ids().includes(id)).slice(0, FOUND),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  protected find(term: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.ask(term.trim()), PAUSE_MS);
  }

  protected add({ id, subject }: OpenGroupDto): void {
    this.added.update((added) => new Map(added).set(id, subject));
    this.ids.update((ids) => [...ids, id]);
    this.empty();
    this.input().nativeElement.focus();
  }

  protected remove(id: string): void {
    this.ids.update((ids) => ids.filter((one) => one !== id));
    this.input().nativeElement.focus();
  }

  /** The form is not sent by it. */
  protected takeFirst(event: Event): void {
    event.preventDefault();
    const [first] = this.found();
    if (first) this.add(first);
  }

  protected clear(event: Event): void {
    if (!this.isAsked()) return;
    event.stopPropagation();
    this.empty();
  }

  protected addWords({ subject }: OpenGroupDto): string {
    return t('newcomers.addOne', { name: isolated(subject) });
  }

  protected removeWords({ name }: ChosenGroup): string {
    return name === undefined ? t('newcomers.removeUnlisted') : t('newcomers.removeOne', { name: isolated(name) });
  }

  private empty(): void {
    this.turn++;
    this.input().nativeElement.value = '';
    this.matches.set(undefined);
  }

  private async ask(search: string): Promise<void> {
    const turn = ++this.turn;
    this.problem.set(undefined);
    if (search === '') return this.matches.set(undefined);
    try {
      const { items } = await this.api.invoke(listOpenGroups, { search, limit: FOUND + this.ids().length });
      if (turn !== this.turn) return;
      this.matches.set(items);
      // It is the last of the page: what was found would be below the edge.
      afterNextRender(() => this.host.scrollIntoView({ block: 'nearest' }), { injector: this.injector });
    } catch (error) {
      if (turn === this.turn) this.problem.set(problemOf(error).detail);
    }
  }
}
