import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  TemplateRef,
  untracked,
  viewChild,
} from '@angular/core';
import { defaultRangeExtractor, injectVirtualizer, type Range } from '@tanstack/angular-virtual';
import { Measured } from './measured';

/** A row of the log; `key` names it for life. */
export interface LogRow {
  readonly key: string;
}

/** Where the log stands when its first rows appear: at its end, or at a row. */
export interface StartAt {
  readonly key: string;
  /** Which part of the view the row's top comes to: 0 is the top. */
  readonly fraction: number;
}

/** Where a reader is: at the end, or with so many pixels of the first row in view above the edge. */
export interface LogPlace {
  readonly key: string;
  readonly offset: number;
  readonly isAtEnd: boolean;
}

/** This close to the end counts as being there. */
const END_PX = 80;
const NEAR_SCREENS = 1.5;
/** For so many frames a row that was scrolled to is kept in view. */
const SETTLE_FRAMES = 20;

/**
 * A long log of which only the visible rows exist. Rows added above, late changes of height and news below never move
 * what is being read; at the end it follows what is added. The template is given as content, its context is the row.
 */
@Component({
  selector: 'app-virtual-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Measured, NgTemplateOutlet],
  template: `
    <div #scroller class="scroller" tabindex="-1" (scroll)="noteScroll()">
      <div class="sizer" [style.block-size.px]="virtualizer.getTotalSize()">
        @for (item of virtualizer.getVirtualItems(); track item.key) {
          @if (rows()[item.index]; as row) {
            <div
              class="row"
              [attr.data-index]="item.index"
              [appMeasured]="virtualizer"
              [style.transform]="'translateY(' + item.start + 'px)'"
            >
              <ng-container [ngTemplateOutlet]="template()" [ngTemplateOutletContext]="{ $implicit: row }" />
            </div>
          }
        }
      </div>
    </div>
  `,
  styleUrl: './virtual-log.css',
})
export class VirtualLog<T extends LogRow> {
  /** Not required: the virtualizer asks for them before the first binding. */
  readonly rows = input<readonly T[]>([]);
  /** The likely height of a row, before it is measured. */
  readonly estimate = input<(row: T) => number>(() => 64);
  readonly startAt = input<StartAt>();
  /** These rows stay in the page also when they are out of sight, as the one that has the focus. */
  readonly keep = input<readonly string[]>([]);
  /** Whether the end of the rows is the end of all there is: then whoever is at the end stays there. */
  readonly follows = input(true);
  /** Said near the top and near the end, again after each change while it stays near. */
  readonly nearTop = output<void>();
  readonly nearEnd = output<void>();

  private readonly injector = inject(Injector);
  protected readonly template = contentChild.required<TemplateRef<{ $implicit: T }>>(TemplateRef);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly indexByKey = computed(() => new Map(this.rows().map((row, index) => [row.key, index])));
  private hasStarted = false;
  /** The reader is at the end, whatever has been added or has grown since. */
  private isHeldAtEnd = true;
  private lastScrollTop = 0;
  /** The reader stays at what is in view, also at the end, until it has grown below them or they scroll. */
  private readonly staysHere = signal(false);
  /** The row that is being scrolled to. */
  private target: string | undefined;
  private readonly placed = signal(false);

  protected readonly virtualizer = injectVirtualizer<HTMLElement, HTMLElement>(() => {
    const rows = this.rows();
    const estimate = this.estimate();
    const kept = this.keep().flatMap((key) => this.indexByKey().get(key) ?? []);
    return {
      scrollElement: this.scroller(),
      // Until it has a height it cannot know which rows are in view.
      enabled: this.scroller() !== undefined,
      initialOffset: () => untracked(() => this.likelyStart()),
      count: rows.length,
      estimateSize: (index) => (rows[index] ? estimate(rows[index]) : 0),
      getItemKey: (index) => rows[index]?.key ?? index,
      rangeExtractor: (range) => withKept(range, kept),
      overscan: 6,
      anchorTo: this.staysHere() ? 'start' : 'end',
      followOnAppend: this.follows(),
      scrollEndThreshold: END_PX,
      paddingStart: 12,
      paddingEnd: 8,
    };
  });

  private readonly atEnd = signal(true);
  /** Whether the newest row is in view, give or take a line. */
  readonly isAtEnd = this.atEnd.asReadonly();

  /** The key of the last row of which at least half is in view. */
  readonly lastSeenKey = computed(() => {
    if (!this.placed()) return undefined;
    const bottom = (this.virtualizer.scrollOffset() ?? 0) + (this.virtualizer.scrollRect()?.height ?? 0);
    const height = this.virtualizer.scrollRect()?.height ?? 0;
    const seen = this.virtualizer
      .getVirtualItems()
      .findLast(({ start, size }) => start + Math.min(size / 2, height / 2) <= bottom);
    return seen && this.rows()[seen.index]?.key;
  });

  constructor() {
    afterRenderEffect(() => {
      if (this.rows().length === 0 || !this.scroller()) return;
      untracked(() => this.start());
    });
    // The view may have become lower (a bar above, a longer draft below), rows higher, or others came in between.
    afterRenderEffect(() => {
      this.rows();
      this.virtualizer.getTotalSize();
      this.virtualizer.scrollRect();
      if (!this.placed()) return;
      const follows = this.follows();
      untracked(() => {
        // The event of a scroll comes later than the scroll: a row measured in between must not bring the reader back.
        this.noteScroll();
        if (!follows || !this.isHeldAtEnd) return;
        this.virtualizer().scrollToEnd();
        this.atEnd.set(true);
      });
    });
    effect(() => {
      const offset = this.virtualizer.scrollOffset() ?? 0;
      const total = this.virtualizer.getTotalSize();
      const height = this.virtualizer.scrollRect()?.height ?? 0;
      if (this.rows().length === 0 || !this.placed() || height === 0) return;
      untracked(() => {
        if (offset < height * NEAR_SCREENS) this.nearTop.emit();
        if (total - offset - height < height * NEAR_SCREENS) this.nearEnd.emit();
      });
    });
  }

  /** A row that is in view is about to grow, for whoever reads it: what grows below them is not followed. */
  stayHere(): void {
    // The event of an earlier scroll may still come.
    this.lastScrollTop = this.scroller()?.nativeElement.scrollTop ?? 0;
    this.staysHere.set(true);
    this.isHeldAtEnd = false;
    // A way to the end that is not finished yet is given up.
    this.target = undefined;
    this.virtualizer().scrollToOffset(this.lastScrollTop);
  }

  /** A row of which the end is in view is about to shrink: its end stays where it is, and what is below it too. */
  keepEndOf(key: string): void {
    this.stayHere();
    afterNextRender({ mixedReadWrite: () => this.makeUpFor(key) }, { injector: this.injector });
  }

  /** The virtualizer measures later, and would leave the view where it is: on what stands far below. */
  private makeUpFor(key: string): void {
    const index = this.indexByKey().get(key);
    const scroller = this.scroller()?.nativeElement;
    const row = scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (index === undefined || !scroller || !row) return;
    const virtualizer = this.virtualizer();
    const before = virtualizer.getTotalSize();
    virtualizer.resizeItem(index, row.offsetHeight);
    virtualizer.scrollToOffset(scroller.scrollTop + virtualizer.getTotalSize() - before);
  }

  /** Brings the newest row into view, and stays there. */
  scrollToEnd(): void {
    this.target = undefined;
    this.staysHere.set(false);
    this.isHeldAtEnd = true;
    this.virtualizer().scrollToEnd();
  }

  /** Has the focus itself, whichever row had it, without moving. */
  takeFocus(): void {
    this.scroller()?.nativeElement.focus({ preventScroll: true });
  }

  /** Brings a row into view; false when it is not here. */
  scrollTo(key: string, align: 'start' | 'center' | 'auto' = 'center'): boolean {
    const index = this.indexByKey().get(key);
    if (index === undefined) return false;
    // Else what is measured on the way brings the reader back to the end.
    this.isHeldAtEnd = false;
    this.virtualizer.scrollToIndex(index, { align });
    this.target = key;
    requestAnimationFrame(() => this.stayAt(key, align, SETTLE_FRAMES));
    return true;
  }

  /** Where the reader is, to come back to. */
  place(): LogPlace | undefined {
    const top = this.scroller()?.nativeElement.scrollTop ?? 0;
    const first = this.virtualizer.getVirtualItems().find(({ end }) => end > top);
    return first && { key: String(first.key), offset: top - first.start, isAtEnd: this.isHeldAtEnd };
  }

  /** Back where the reader was; what is measured on the way does not move them. */
  returnTo({ key, offset }: LogPlace): void {
    const index = this.indexByKey().get(key);
    if (index === undefined) return;
    this.isHeldAtEnd = false;
    this.target = key;
    const stand = (framesLeft: number): void => {
      const at = this.indexByKey().get(key);
      if (this.target !== key || at === undefined) return;
      const [start] = this.virtualizer.getOffsetForIndex(at, 'start') ?? [0];
      this.virtualizer.scrollToOffset(start + offset);
      if (framesLeft > 0) requestAnimationFrame(() => stand(framesLeft - 1));
    };
    stand(SETTLE_FRAMES);
  }

  /** The rows on a long way are measured only when they are drawn, which moves the one that is meant. */
  private stayAt(key: string, align: 'start' | 'center' | 'auto', framesLeft: number): void {
    const index = this.indexByKey().get(key);
    if (this.target !== key || index === undefined || framesLeft === 0) return;
    if (!this.isInView(index)) this.virtualizer.scrollToIndex(index, { align });
    requestAnimationFrame(() => this.stayAt(key, align, framesLeft - 1));
  }

  private isInView(index: number): boolean {
    const scroller = this.scroller()?.nativeElement;
    const row = scroller?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
    const view = scroller?.getBoundingClientRect();
    return !!row && !!view && row.bottom > view.top + END_PX / 4 && row.top < view.bottom - END_PX / 4;
  }

  /** The next rows that appear are placed anew, as at the beginning. */
  restart(): void {
    this.hasStarted = false;
    this.placed.set(false);
  }

  /** Only going up leaves the end; what grows below does not. */
  protected noteScroll(): void {
    const element = this.scroller()?.nativeElement;
    if (!element) return;
    const isNearEnd = element.scrollHeight - element.clientHeight - element.scrollTop <= END_PX;
    this.atEnd.set(isNearEnd);
    // Judged by what is measured: what has grown on the page alone would still be taken for growth at the end.
    const isMeasuredNearEnd = this.virtualizer.getTotalSize() - element.clientHeight - element.scrollTop <= END_PX;
    if (!isMeasuredNearEnd || element.scrollTop !== this.lastScrollTop) this.staysHere.set(false);
    if (isNearEnd && !this.staysHere()) this.isHeldAtEnd = true;
    else if (element.scrollTop < this.lastScrollTop) this.isHeldAtEnd = false;
    this.lastScrollTop = element.scrollTop;
  }

  /** Where it will stand, by what its rows are likely to measure: so hardly a row is drawn that is not seen then. */
  private likelyStart(): number {
    const height = this.scroller()?.nativeElement.clientHeight ?? 0;
    const at = this.startAt();
    const index = at && this.indexByKey().get(at.key);
    if (at === undefined || index === undefined) return Math.max(0, this.virtualizer().getTotalSize() - height);
    return Math.max(0, (this.virtualizer().measurementsCache[index]?.start ?? 0) - height * at.fraction);
  }

  private start(): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    const at = this.startAt();
    const index = at && this.indexByKey().get(at.key);
    if (at === undefined || index === undefined) this.scrollToEnd();
    else {
      this.isHeldAtEnd = false;
      this.placeAt(index, at.fraction);
    }
    this.placed.set(true);
  }

  private placeAt(index: number, fraction: number): void {
    const height = this.scroller()?.nativeElement.clientHeight ?? 0;
    const [offset] = this.virtualizer.getOffsetForIndex(index, 'start') ?? [0];
    this.virtualizer.scrollToOffset(Math.max(0, offset - height * fraction));
  }
}

function withKept(range: Range, kept: readonly number[]): number[] {
  return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
}
