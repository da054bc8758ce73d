import { effect, inject, Injectable, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { listSavedPlaces } from '../../api/fn/mail/list-saved-places';
import { saveMessage } from '../../api/fn/mail/save-message';
import { unsaveMessage } from '../../api/fn/mail/unsave-message';
import type { SavedPlaceDto } from '../../api/models/saved-place-dto';
import type { SavingDto } from '../../api/models/saving-dto';
import { problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { dayAndTime } from '../../core/times';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import type { ChosenTime, TimeQuestion } from '../../ui/choose-time';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { Confirmed } from '../confirmed';
import { doubtedMail } from '../mail/mail-list';
import { doubtedSaved, savedAfter, type SavedPlaces } from './saved-places';

/** Where a message stands. */
export interface Place {
  readonly conversationId: string;
  readonly seq: number;
}

const PAGE = 200;

/** What I saved in the conversation that is open, and saving and removing anywhere. */
@Injectable({ providedIn: 'root' })
export class Saved {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly socket = inject(RealtimeSocket);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(AppDialogs);
  private readonly words = inject(Words);
  private readonly confirmed = inject(Confirmed);
  private readonly places = this.confirmed.saved;
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  /** What happened while the list is on its way, which may not know of it; undefined while it is not. */
  private meanwhile: RealtimeEvent[] | undefined;

  constructor() {
    this.confirmed.onApplied((event) => this.meanwhile?.push(event));
    effect(() => {
      if (this.places.read()?.isUnsure) untracked(() => void this.load());
    });
  }

  /** Since when a message of the open conversation is saved, and its reminder. */
  of({ conversationId, seq }: Place): SavingDto | undefined {
    const places = this.places.read();
    return places?.conversationId === conversationId ? places.bySeq.get(seq) : undefined;
  }

  /** Lists those of another conversation. */
  async show(conversationId: string): Promise<void> {
    this.places.update(() => ({ conversationId, bySeq: new Map(), isUnsure: false }));
    await this.load();
  }

  /** Saves it, to be reminded at this time or not at all, and says so. */
  save(place: Place, remindAt?: string): Promise<void> {
    return this.put(place, remindAt, () =>
      remindAt ? t('saved.willRemind', { when: dayAndTime(remindAt) }) : t('saved.done'),
    );
  }

  /** It stays saved. */
  removeReminder(place: Place): Promise<void> {
    return this.put(place, undefined, () => t('saved.reminderRemoved'));
  }

  /** Asks when to be reminded of it, and saves it for that time. */
  async remind(place: Place): Promise<void> {
    const [{ ChooseTime }] = await Promise.all([import('../../ui/choose-time'), this.words.load('later')]);
    const data = { title: t('remind.title'), set: t('remind.set') };
    const ref = this.dialogs.open<ChosenTime, TimeQuestion, object>(ChooseTime, {
      data,
      width: 420,
      fillsPhone: false,
    });
    const chosen = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (chosen) await this.save(place, chosen.at);
  }

  /** Saves it no longer; a toast takes that back. */
  async remove(place: Place, { remindAt }: Pick<SavingDto, 'remindAt'>): Promise<void> {
    const { conversationId, seq } = place;
    const isToCome = remindAt !== null && Date.parse(remindAt) > Date.now();
    try {
      await this.api.invoke(unsaveMessage, { conversationId, seq });
      this.settle();
      this.toasts.show({
        text: t('saved.removed'),
        action: { label: t('action.undo'), run: () => void this.save(place, isToCome ? remindAt : undefined) },
      });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private async put({ conversationId, seq }: Place, remindAt: string | undefined, done: () => string): Promise<void> {
    try {
      await this.api.invoke(saveMessage, { conversationId, seq, body: { ...(remindAt && { remindAt }) } });
      this.settle();
      this.toasts.show({ text: done() });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** The frame tells it to all my devices; where none can come, the server is asked. */
  private settle(): void {
    if (this.socket.isOpen()) return;
    this.places.update(doubtedSaved);
    this.confirmed.mail.update((list) => (list?.box === 'saved' ? doubtedMail(list) : list));
  }

  private async load(): Promise<void> {
    const turn = ++this.turn;
    const conversationId = this.places.read()?.conversationId;
    if (conversationId === undefined) return;
    this.meanwhile = [];
    this.places.update((places) => places && { ...places, isUnsure: false });
    try {
      const all = await this.all(conversationId);
      if (turn !== this.turn) return;
      const bySeq = new Map(all.map(({ seq, savedAt, remindAt }) => [seq, { savedAt, remindAt }]));
      this.places.update((places) => places && this.following({ ...places, bySeq, isUnsure: false }));
    } catch (error) {
      // Without them the marks are missing; the next connection asks again.
      problemOf(error);
    } finally {
      if (turn === this.turn) this.meanwhile = undefined;
    }
  }

  private async all(conversationId: string): Promise<SavedPlaceDto[]> {
    const found: SavedPlaceDto[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: SavedPlaceDto[]; nextCursor: string | null } = await this.api.invoke(listSavedPlaces, {
        conversationId,
        limit: PAGE,
        ...(cursor && { cursor }),
      });
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  /** The answer, with what happened while it was on its way. */
  private following(answer: SavedPlaces): SavedPlaces | undefined {
    const myId = this.session.me()?.id;
    let places: SavedPlaces | undefined = answer;
    for (const event of this.meanwhile ?? []) places &&= savedAfter(places, event, myId);
    return places;
  }
}
