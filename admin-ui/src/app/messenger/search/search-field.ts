import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { InterpretedDto } from '../../api/models/interpreted-dto';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { chipText, namedIn, OPERATOR_WORDS } from './chip-words';
import { completion, type Suggestion } from './completion';
import {
  type Chip,
  lastWordIn,
  type Operator,
  takeComplete,
  type TypedSearch,
  withChip,
  writtenChip,
} from './search-terms';

/** Under the field where there is room, else above it. */
const BESIDE_FIELD: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];
/** A year that is still being typed is earlier. */
const FIRST_YEAR = 1_000;

/** Where a search is typed: operators become chips when they are complete, and are completed while they are not. */
@Component({
  selector: 'app-search-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkConnectedOverlay, CdkOverlayOrigin, FieldValue, Icon],
  templateUrl: './search-field.html',
  styleUrl: './search-field.css',
})
export class SearchField {
  protected readonly t = t;
  readonly search = input.required<TypedSearch>();
  readonly interpreted = input<readonly InterpretedDto[]>([]);
  /** Why the server refused what is typed. */
  readonly problem = input('');
  readonly changed = output<TypedSearch>();
  /** Somebody is done typing. */
  readonly submitted = output<void>();
  /** Somebody wants to go on among the results. */
  readonly left = output<void>();

  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly day = viewChild<ElementRef<HTMLInputElement>>('day');
  protected readonly besideField = BESIDE_FIELD;

  protected readonly text = computed(() => this.search().text);
  private readonly completing = completion(this.text);
  protected readonly suggestions = this.completing.suggestions;
  private readonly hasFocus = signal(false);
  private readonly isDismissed = linkedSignal({ source: this.text, computation: () => false });
  protected readonly isOpen = computed(
    () => this.hasFocus() && !this.isDismissed() && this.suggestions().length > 0 && this.picking() === undefined,
  );
  /** A value that somebody has begun is completed by Enter; a word may just be a word. */
  protected readonly active = linkedSignal<readonly Suggestion[], number>({
    source: this.suggestions,
    computation: () => (this.completing.pending()?.value ? 0 : -1),
  });
  /** For which operator a day is chosen. */
  protected readonly picking = signal<Operator | undefined>(undefined);
  protected readonly pickingName = computed(() => {
    const operator = this.picking();
    return operator ? t(OPERATOR_WORDS[operator].name) : '';
  });
  protected readonly chips = computed(() => {
    const named = namedIn(this.interpreted(), this.session.me()?.id);
    return this.search().chips.map((chip) => ({
      chip,
      key: writtenChip(chip),
      text: chipText(chip, (one) => this.completing.nameOf(one.operator, one.value) ?? named(one)),
      isWrong: this.interpreted().some(
        ({ operator, value, problem }) => operator === chip.operator && value === chip.value && problem !== undefined,
      ),
    }));
  });
  protected readonly isEmpty = computed(() => this.chips().length === 0 && this.text() === '');

  focus(): void {
    this.box().nativeElement.focus();
  }

  /** Begins an operator at the end of what was typed. */
  begin(operator: Operator): void {
    const { chips, text } = this.search();
    this.changed.emit({ chips, text: `${text.trimEnd()}${text.trim() ? ' ' : ''}${operator}:` });
    this.focus();
  }

  protected type(text: string): void {
    const { chips, text: rest } = takeComplete(text);
    const all = chips.reduce<TypedSearch>(withChip, { chips: this.search().chips, text: rest });
    this.changed.emit(all);
  }

  protected noteFocus(hasFocus: boolean): void {
    this.hasFocus.set(hasFocus);
  }

  protected steer(event: KeyboardEvent): void {
    const count = this.suggestions().length;
    const chosen = this.isOpen() ? this.suggestions()[this.active()] : undefined;
    if (event.key === 'ArrowDown' && this.isOpen()) this.active.update((at) => (at + 1) % count);
    else if (event.key === 'ArrowUp' && this.isOpen()) this.active.update((at) => (at <= 0 ? count : at) - 1);
    else if (event.key === 'ArrowDown') this.left.emit();
    else if (event.key === 'Enter' && chosen) this.choose(chosen);
    else if (event.key === 'Enter') this.submit();
    else if (event.key === 'Escape' && this.isOpen()) this.isDismissed.set(true);
    else if (event.key === 'Backspace' && this.box().nativeElement.value === '') return this.removeLast();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected choose(suggestion: Suggestion): void {
    const { operator, value, kind } = suggestion;
    const { chips, text } = this.search();
    const pending = this.completing.pending();
    const start = pending?.start ?? lastWordIn(text).start;
    const isExcluded = text.charAt(start) === '-';
    const before = text.slice(0, start);
    if (kind === 'operator') {
      return this.changed.emit({ chips, text: `${before}${isExcluded ? '-' : ''}${operator}:` });
    }
    if (kind === 'date') {
      this.picking.set(operator);
      return void afterNextRender(() => this.day()?.nativeElement.focus(), { injector: this.injector });
    }
    this.add({ operator, value, isExcluded }, before);
  }

  protected chooseByPointer(suggestion: Suggestion): void {
    this.choose(suggestion);
    if (suggestion.kind !== 'date') this.focus();
  }

  /** A day is a chip as soon as it is whole. */
  protected pickDay(day: string): void {
    const operator = this.picking();
    if (!operator || Number(day.slice(0, 4)) < FIRST_YEAR) return;
    const { text } = this.search();
    const { start = text.length, isExcluded = false } = this.completing.pending() ?? {};
    this.add({ operator, value: day, isExcluded }, text.slice(0, start));
    this.stopPicking();
  }

  protected steerDay(event: KeyboardEvent): void {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    this.stopPicking();
  }

  protected stopPicking(): void {
    this.picking.set(undefined);
    this.isDismissed.set(true);
    this.focus();
  }

  protected remove(chip: Chip): void {
    const { chips, text } = this.search();
    this.changed.emit({ chips: chips.filter((one) => one !== chip), text });
    this.submitted.emit();
    this.focus();
  }

  protected clear(): void {
    this.changed.emit({ chips: [], text: '' });
    this.focus();
  }

  private add(chip: Chip, text: string): void {
    this.changed.emit(withChip({ chips: this.search().chips, text }, chip));
    this.submitted.emit();
  }

  /** What is typed last is complete now. */
  private submit(): void {
    this.type(`${this.text()} `);
    this.isDismissed.set(true);
    this.submitted.emit();
  }

  private removeLast(): void {
    const last = this.search().chips.at(-1);
    if (last) this.remove(last);
  }
}
