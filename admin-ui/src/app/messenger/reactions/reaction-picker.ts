import { DialogRef } from '@angular/cdk/dialog';
import { Directionality } from '@angular/cdk/bidi';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { language } from '../../core/words/language';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { FieldValue } from '../../ui/field-value';
import { Skeleton } from '../../ui/skeleton';
import { TabList } from '../../ui/tab-list';
import { EmojiChoices } from '../../compose/emoji/emoji-choices';
import { type EmojiGroupName, findEmoji, loadEmoji, type PickableEmoji } from '../../compose/emoji/emoji-data';
import { SKIN_TONES, type SkinTone, toned } from '../../compose/emoji/skin-tones';

const COLUMNS = 8;
/** More than this nobody looks through. */
const MOST_FOUND = 96;
/** What the tabs show for each kind, and what they are called. */
const TABS = {
  recent: { face: '🕘', title: 'react.kind.recent' },
  smileys: { face: '😀', title: 'react.kind.smileys' },
  people: { face: '👋', title: 'react.kind.people' },
  animals: { face: '🐻', title: 'react.kind.animals' },
  food: { face: '🍎', title: 'react.kind.food' },
  travel: { face: '🚗', title: 'react.kind.travel' },
  activities: { face: '⚽', title: 'react.kind.activities' },
  objects: { face: '💡', title: 'react.kind.objects' },
  symbols: { face: '🔣', title: 'react.kind.symbols' },
  flags: { face: '🏁', title: 'react.kind.flags' },
} as const satisfies Record<EmojiGroupName | 'recent', object>;

type TabName = keyof typeof TABS;

const TONE_NAMES = [
  'react.tone.0',
  'react.tone.1',
  'react.tone.2',
  'react.tone.3',
  'react.tone.4',
  'react.tone.5',
] as const satisfies Record<SkinTone, string>;

/** Picks an emoji: by kind, by a word in any language of the client, or from what was used last. Closes with it. */
@Component({
  selector: 'app-reaction-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, FieldValue, Skeleton, TabList],
  template: `
    <app-dialog [heading]="t('react.title')">
      <input
        type="search"
        class="input"
        autocomplete="off"
        [attr.aria-label]="t('react.search')"
        [placeholder]="t('react.search')"
        [appFieldValue]="wanted()"
        (input)="wanted.set($any($event.target).value)"
        (keydown.arrowdown)="enterGrid($event)"
        (keydown.enter)="pickFirst($event)"
      />
      @if (groups.error()) {
        <p class="hint bad" role="alert">{{ t('react.notLoaded') }}</p>
        <button type="button" class="btn sm line" (click)="groups.reload()">{{ t('action.retry') }}</button>
      } @else if (!groups.hasValue()) {
        <app-skeleton [rows]="6" [rowHeight]="40" />
      } @else {
        <div class="kinds" role="tablist" [attr.aria-label]="t('react.kinds')">
          @for (name of tabs(); track name) {
            <button
              type="button"
              role="tab"
              class="kind"
              [attr.aria-selected]="name === shownTab()"
              [attr.aria-label]="title(name)"
              [title]="title(name)"
              [tabindex]="name === shownTab() ? 0 : -1"
              (click)="show(name)"
            >
              <span translate="no">{{ faceOf[name].face }}</span>
            </button>
          }
        </div>
        <div class="all" tabindex="-1">
          <p class="vh" role="status">{{ wanted() ? t('react.found', { count: shown().length }) : '' }}</p>
          @if (shown().length > 0) {
            <div role="grid" [attr.aria-label]="heading()" (keydown)="move($event)">
              @for (row of rows(); track $index; let first = $first) {
                <div role="row">
                  @for (one of row; track one.emoji; let column = $index) {
                    <button
                      type="button"
                      role="gridcell"
                      class="one"
                      [tabindex]="first && column === 0 ? 0 : -1"
                      [attr.aria-label]="one.name || null"
                      [title]="one.name"
                      (click)="pick(one)"
                    >
                      <span translate="no">{{ inTone(one) }}</span>
                    </button>
                  }
                </div>
              }
            </div>
          } @else {
            <p class="hint">{{ t('react.nothing') }}</p>
          }
        </div>
        <div class="tones" role="radiogroup" [attr.aria-label]="t('react.tone')" (keydown)="moveTone($event)">
          @for (tone of tones; track tone) {
            <button
              type="button"
              role="radio"
              class="kind"
              [attr.aria-checked]="tone === choices.tone()"
              [attr.aria-label]="toneName(tone)"
              [title]="toneName(tone)"
              [tabindex]="tone === choices.tone() ? 0 : -1"
              (click)="choices.setTone(tone)"
            >
              <span translate="no">{{ hand(tone) }}</span>
            </button>
          }
        </div>
      }
    </app-dialog>
  `,
  styles: `
    .kinds,
    .tones {
      display: flex;
      margin-block: var(--space-8);
    }
    .tones {
      justify-content: center;
      margin-block: var(--space-8) 0;
    }
    .kind,
    .one {
      display: grid;
      place-items: center;
      font-family: var(--parley-emoji);
      line-height: 1;
      border-radius: var(--mat-sys-corner-small);
    }
    .kind {
      flex: 0 1 36px;
      min-inline-size: 0;
      block-size: 36px;
      font-size: min(1.125rem, 22px);
    }
    .kinds .kind {
      flex-grow: 1;
    }
    .kind:hover,
    .one:hover {
      background: var(--parley-hover);
    }
    .kind:is([aria-selected='true'], [aria-checked='true']) {
      background: var(--mat-sys-secondary-container);
    }
    .all {
      block-size: min(304px, 42dvh);
      overflow: auto;
      overscroll-behavior: contain;
      scrollbar-gutter: stable;
    }
    [role='row'] {
      display: grid;
      grid-template-columns: repeat(8, minmax(0, 1fr));
      content-visibility: auto;
      contain-intrinsic-block-size: auto 40px;
    }
    .one {
      block-size: 40px;
      /* Eight stand side by side, however large the text is. */
      font-size: min(1.5rem, 28px);
    }
    .one:focus-visible {
      outline-offset: -2px;
    }
    /* The dialog fills a phone. */
    @media (max-width: 599px) {
      .all {
        block-size: 60dvh;
      }
    }
    @media (pointer: coarse) {
      .one {
        block-size: 44px;
      }
      .kind {
        flex-basis: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class ReactionPicker {
  protected readonly t = t;
  protected readonly faceOf = TABS;
  protected readonly tones = SKIN_TONES;
  protected readonly choices = inject(EmojiChoices);
  private readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly ourDirection = inject(Directionality).valueSignal.asReadonly();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly groups = resource({ params: () => language(), loader: ({ params }) => loadEmoji(params) });
  protected readonly wanted = signal('');
  /** As it was when this was opened: what is picked here closes it. */
  private readonly recent = this.choices
    .recent()
    .map((emoji) => ({ emoji, hasTones: false, name: '', names: '', words: '' }));
  protected readonly tabs = computed((): readonly TabName[] => {
    const names = this.groups.hasValue() ? this.groups.value().map(({ name }) => name) : [];
    return this.recent.length > 0 ? ['recent', ...names] : names;
  });
  protected readonly tab = linkedSignal<TabName>(() => this.tabs()[0] ?? 'smileys');
  protected readonly shownTab = computed(() => (this.wanted().trim() ? undefined : this.tab()));
  protected readonly heading = computed(() => {
    const tab = this.shownTab();
    return tab ? this.title(tab) : t('react.results');
  });
  protected readonly shown = computed((): readonly PickableEmoji[] => {
    if (!this.groups.hasValue()) return [];
    const groups = this.groups.value();
    const tab = this.shownTab();
    if (tab === undefined) return findEmoji(groups, this.wanted()).slice(0, MOST_FOUND);
    return tab === 'recent' ? this.recent : (groups.find(({ name }) => name === tab)?.emoji ?? []);
  });
  protected readonly rows = computed(() => {
    const all = this.shown();
    const count = Math.ceil(all.length / COLUMNS);
    return Array.from({ length: count }, (_, row) => all.slice(row * COLUMNS, (row + 1) * COLUMNS));
  });

  protected title(name: TabName): string {
    return t(TABS[name].title);
  }

  protected toneName(tone: SkinTone): string {
    return t(TONE_NAMES[tone]);
  }

  protected hand(tone: SkinTone): string {
    return toned('✋', tone);
  }

  protected inTone({ emoji, hasTones }: PickableEmoji): string {
    return hasTones ? toned(emoji, this.choices.tone()) : emoji;
  }

  protected show(name: TabName): void {
    this.wanted.set('');
    this.tab.set(name);
  }

  protected pick(one: PickableEmoji): void {
    this.dialog.close(this.inTone(one));
  }

  protected pickFirst(event: Event): void {
    event.preventDefault();
    const [first] = this.shown();
    if (first && this.wanted().trim()) this.pick(first);
  }

  protected enterGrid(event: Event): void {
    event.preventDefault();
    this.cells()[0]?.focus();
  }

  protected move(event: KeyboardEvent): void {
    const cells = this.cells();
    const at = cells.indexOf(event.target as HTMLElement);
    const steps: Record<string, number> = {
      ...this.sideways(1),
      ArrowUp: -COLUMNS,
      ArrowDown: COLUMNS,
      Home: -(at % COLUMNS),
      End: Math.min(COLUMNS - 1 - (at % COLUMNS), cells.length - 1 - at),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.key === 'ArrowUp' && at < COLUMNS) this.host.querySelector('input')?.focus();
    else cells[at + step]?.focus();
  }

  protected moveTone(event: KeyboardEvent): void {
    const to = this.neighbour(event);
    const tone = SKIN_TONES.find((one) => one === to);
    if (tone !== undefined) this.choices.setTone(tone);
  }

  /** Moves the focus along a row of buttons; the place where it is then. */
  private neighbour(event: KeyboardEvent): number | undefined {
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const step = this.sideways(1)[event.key];
    const at = buttons.findIndex((button) => button === event.target);
    if (step === undefined || at < 0) return undefined;
    event.preventDefault();
    const to = (at + step + buttons.length) % buttons.length;
    buttons[to]?.focus();
    return to;
  }

  private sideways(step: number): Readonly<Record<string, number>> {
    const forwards = this.ourDirection() === 'rtl' ? -step : step;
    return { ArrowRight: forwards, ArrowLeft: -forwards };
  }

  private cells(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('[role=gridcell]')];
  }
}
