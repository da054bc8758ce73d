import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { DraftRecipientDto } from '../api/models/draft-recipient-dto';
import { isolated } from '../core/isolated';
import { Presence } from '../core/presence/presence';
import { presenceWord } from '../core/presence/presence-words';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { PresenceDot } from '../ui/presence-dot';
import { Highlight } from './highlight';
import { recipientMatching } from './recipient-matching';
import { t } from '../core/words/words';

const MOST_RECIPIENTS = 50;

/** Under the field where there is room, else above it. */
const BESIDE_FIELD: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];

/** Whom a message is for: chips, and a field that finds people and groups. A name that fits only one is taken as it is. */
@Component({
  selector: 'app-recipients-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkConnectedOverlay, CdkOverlayOrigin, Highlight, Icon, PresenceDot],
  templateUrl: './recipients-field.html',
  styleUrl: './recipients-field.css',
})
export class RecipientsField {
  protected readonly isolated = isolated;
  protected readonly presenceWord = presenceWord;
  protected readonly t = t;
  readonly recipients = input.required<readonly DraftRecipientDto[]>();
  /** The recipients, by their place, that the server refused. */
  readonly refused = input<readonly number[]>([]);
  readonly describedBy = input<string>();
  readonly isWrong = input(false);
  /** `people` leaves groups out. */
  readonly offers = input<'all' | 'people'>('all');
  /** Who is not offered, by id. */
  readonly without = input<readonly string[]>([]);
  /** Whether the person may invite those who are not found. */
  readonly mayInvite = input(false);
  readonly changed = output<readonly DraftRecipientDto[]>();
  readonly invite = output<void>();

  private readonly presence = inject(Presence);
  private readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');

  protected readonly besideField = BESIDE_FIELD;
  protected readonly term = signal('');
  private readonly matching = recipientMatching(this.term, this.recipients);
  protected readonly options = computed(() =>
    this.matching
      .options()
      .filter(({ id, kind }) => (this.offers() === 'all' || kind === 'person') && !this.without().includes(id)),
  );
  protected readonly status = this.matching.status;
  protected readonly isGroupChosen = computed(() => this.recipients().some(({ kind }) => kind === 'group'));
  protected readonly isFull = computed(() => this.isGroupChosen() || this.recipients().length >= MOST_RECIPIENTS);
  protected readonly isDismissed = linkedSignal({ source: this.term, computation: () => false });
  protected readonly isOpen = computed(() => this.term().trim() !== '' && !this.isDismissed() && !this.isFull());
  protected readonly active = linkedSignal({ source: this.options, computation: () => 0 });

  constructor() {
    this.presence.watchWhileShown(
      computed(() => this.options().flatMap(({ kind, id }) => (kind === 'person' ? [id] : []))),
    );
  }

  focus(): void {
    this.search().nativeElement.focus();
  }

  /** What is typed and no recipient yet; empty when nothing is left over. Takes it when it fits only one. */
  async settle(): Promise<string> {
    const term = this.term();
    if (term.trim() === '') return '';
    if (this.status() === 'failed') this.retry();
    await this.matching.settled();
    const only = this.matching.onlyMatch();
    // Somebody may have gone on typing meanwhile.
    if (only && this.term() === term && this.options().includes(only)) this.choose(only);
    // What stands below the field is needed now, such as the words about what is left over.
    if (this.term() === term) this.isDismissed.set(true);
    return this.term().trim();
  }

  protected retry(): void {
    this.matching.retry();
  }

  protected stateOf(recipient: DraftRecipientDto) {
    return recipient.kind === 'person' ? this.presence.of(recipient.id)?.state : undefined;
  }

  protected steer(event: KeyboardEvent): void {
    const count = this.options().length;
    const option = this.options()[this.active()];
    if (event.key === 'ArrowDown' && this.isDismissed()) this.isDismissed.set(false);
    else if (event.key === 'ArrowDown' && count > 0) this.active.update((at) => (at + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) this.active.update((at) => (at + count - 1) % count);
    else if ((event.key === 'Enter' || event.key === ',') && this.isOpen() && option) this.choose(option);
    else if (event.key === 'Enter' && this.isOpen() && this.status() === 'failed') this.retry();
    else if (event.key === 'Escape' && this.isOpen()) this.isDismissed.set(true);
    else if (event.key === 'Backspace' && this.search().nativeElement.value === '') return this.removeLast();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected choose(recipient: DraftRecipientDto): void {
    if (this.isFull()) return;
    this.changed.emit([...this.recipients(), recipient]);
    this.search().nativeElement.value = '';
    this.term.set('');
  }

  protected chooseByPointer(recipient: DraftRecipientDto): void {
    this.choose(recipient);
    this.focus();
  }

  protected remove(recipient: DraftRecipientDto): void {
    this.changed.emit(this.recipients().filter(({ id }) => id !== recipient.id));
    this.focus();
  }

  private removeLast(): void {
    if (this.recipients().length > 0) this.changed.emit(this.recipients().slice(0, -1));
  }
}
