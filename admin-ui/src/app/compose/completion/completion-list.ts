import { CdkConnectedOverlay, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { insertText } from '../../core/insert-text';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { type Completion, type CompletionSource, typedWord, type TypedWord } from './completion-source';

/** Above the field, where the keyboard of a phone does not cover it; else under it. */
const BESIDE_FIELD: ConnectedPosition[] = [
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -8 },
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 8 },
];

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

let lastId = 0;

/** What may be meant by the word that is typed in a field, to choose from by key or pointer while the field keeps the focus. */
@Component({
  selector: 'app-completion-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkConnectedOverlay, Icon],
  template: `
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="field()"
      [cdkConnectedOverlayOpen]="isOpen()"
      [cdkConnectedOverlayPositions]="besideField"
      [cdkConnectedOverlayPush]="true"
      [cdkConnectedOverlayViewportMargin]="8"
    >
      <div class="menu completions" (mousedown)="$event.preventDefault()">
        <div #list role="listbox" [id]="id" [attr.aria-label]="label()">
          @for (option of options(); track option.key; let at = $index) {
            <!-- Keys are those of the field. -->
            <!-- eslint-disable-next-line @angular-eslint/template/click-events-have-key-events -->
            <div
              class="item"
              role="option"
              [id]="id + '-' + at"
              [class.on]="at === active()"
              [attr.aria-selected]="at === active()"
              (click)="take(option)"
            >
              @if (option.personId; as personId) {
                <app-avatar [id]="personId" [name]="option.name" [picture]="option.picture" [size]="24" />
              } @else if (option.isTeam) {
                <span class="team" aria-hidden="true"><app-icon name="users" [size]="16" /></span>
              } @else if (option.emoji) {
                <span class="emoji" aria-hidden="true" translate="no">{{ option.emoji }}</span>
              }
              <span class="nm clip" dir="auto">{{ option.name }}</span>
              @if (option.about; as about) {
                <span class="tx clip" dir="auto">{{ about }}</span>
              }
            </div>
          }
        </div>
      </div>
    </ng-template>
  `,
  styleUrl: './completion-list.css',
})
export class CompletionList {
  readonly field = input.required<HTMLTextAreaElement>();
  readonly sources = input.required<readonly CompletionSource[]>();

  protected readonly besideField = BESIDE_FIELD;
  protected readonly id = `completions-${++lastId}`;
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly typed = signal<(TypedWord & { readonly source: CompletionSource }) | undefined>(undefined);
  /** The word for which the list was closed. */
  private readonly dismissedAt = signal<number | undefined>(undefined);
  protected readonly options = computed(() => this.typed()?.source.options() ?? []);
  protected readonly isOpen = computed(() => {
    const typed = this.typed();
    return typed !== undefined && typed.start !== this.dismissedAt() && this.options().length > 0;
  });
  protected readonly label = computed(() => {
    const typed = this.typed();
    return typed && t(typed.source.label);
  });
  protected readonly active = linkedSignal({ source: this.options, computation: () => 0 });

  constructor() {
    effect((onCleanup) => {
      const field = this.field();
      const look = (): void => this.look();
      const press = (event: KeyboardEvent): void => this.press(event);
      const close = (): void => this.typed.set(undefined);
      const heard = ['input', 'click', 'keyup'] as const;
      for (const type of heard) field.addEventListener(type, look);
      field.addEventListener('blur', close);
      // Before what the field does with the same keys.
      field.addEventListener('keydown', press, { capture: true });
      // Its code may have come with what is typed already.
      if (field.matches(':focus')) untracked(look);
      onCleanup(() => {
        for (const type of heard) field.removeEventListener(type, look);
        field.removeEventListener('blur', close);
        field.removeEventListener('keydown', press, { capture: true });
      });
    });
    effect(() => {
      const typed = this.typed();
      for (const source of this.sources()) source.term.set(source === typed?.source ? typed.term : undefined);
    });
    effect(() => this.describe(this.isOpen(), this.active()));
    effect(() => {
      const [isOpen, active] = [this.isOpen(), this.active()];
      if (isOpen) this.list()?.nativeElement.children[active]?.scrollIntoView({ block: 'nearest' });
    });
  }

  protected take(option: Completion): void {
    const typed = this.typed();
    if (!typed) return;
    this.typed.set(undefined);
    insertText(this.field(), option.text, typed.start, this.field().selectionStart);
    typed.source.taken?.(option);
  }

  private look(): void {
    const { value, selectionStart, selectionEnd } = this.field();
    const before = value.slice(0, selectionStart);
    const words = selectionStart === selectionEnd ? this.sources().map((source) => typedIn(before, source)) : [];
    // The sign nearest to the cursor.
    const [nearest] = words.filter((word) => word !== undefined).sort((a, b) => b.start - a.start);
    const known = this.typed();
    if (nearest?.start !== this.dismissedAt()) this.dismissedAt.set(undefined);
    if (nearest?.start === known?.start && nearest?.term === known?.term) return;
    this.typed.set(nearest);
  }

  private press(event: KeyboardEvent): void {
    if (!this.isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.options().length;
    const option = this.options()[this.active()];
    const step = STEPS[event.key];
    if (step !== undefined) this.active.update((at) => (at + step + count) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && option) this.take(option);
    else if (event.key === 'Escape') this.dismissedAt.set(this.typed()?.start);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Tells readers of the screen that a list stands beside the field, and where in it one is. */
  private describe(isOpen: boolean, active: number): void {
    const field = untracked(this.field);
    const said = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'true',
      'aria-controls': this.id,
      'aria-activedescendant': `${this.id}-${active}`,
    };
    for (const [name, value] of Object.entries(said)) {
      if (isOpen) field.setAttribute(name, value);
      else field.removeAttribute(name);
    }
  }
}

function typedIn(before: string, source: CompletionSource) {
  const word = typedWord(before, source);
  return word && { ...word, source };
}
