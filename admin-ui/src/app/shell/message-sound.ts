import { inject, Injectable } from '@angular/core';
import { saysAnyOf } from '../../../../src/notifications/settings/own-words.js';
import { isQuiet } from '../../../../src/notifications/settings/quiet-hours.js';
import type { MessageDto } from '../api/models/message-dto';
import type { RealtimeEvent } from '../core/realtime/frames';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { serverNow } from '../core/server-clock';
import { Session } from '../core/session';
import { Blocks } from '../state/blocks/blocks';
import { Confirmed } from '../state/confirmed';
import { ConversationStore } from '../state/conversations/conversation-store';
import { isMuted, levelOf } from '../state/conversations/heard';
import { isReceived, mentionsMe } from '../state/messages/held-message';
import { isFirstToSay } from '../state/notifications/first-tab';
import { NotificationChoices } from '../state/notifications/notification-choices';
import { SoundChoice } from '../state/notifications/sound-choice';
import { mineOf } from '../state/teams/known-teams';
import { LookedAt } from './looked-at';

type Heard = Extract<RealtimeEvent, { readonly type: 'message.created' | 'mention.created' }>;

/** Several messages at once are one sound. */
const PAUSE_MS = 2_000;

/**
 * A sound for each new message that I want to hear of, in one of the open tabs, unless I am looking at it or want silence. Injecting it is
 * enough.
 */
@Injectable({ providedIn: 'root' })
export class MessageSound {
  private readonly session = inject(Session);
  private readonly store = inject(ConversationStore);
  private readonly confirmed = inject(Confirmed);
  private readonly blocks = inject(Blocks);
  private readonly choices = inject(NotificationChoices);
  private readonly chosen = inject(SoundChoice).sound;
  private readonly looked = inject(LookedAt);
  private playedAt = -PAUSE_MS;

  constructor() {
    // What is caught up with after an absence is old: only what is told as it happens is heard.
    inject(RealtimeSocket).onEvent((event) => void this.hear(event));
  }

  private async hear(event: RealtimeEvent): Promise<void> {
    const sound = this.chosen();
    if (sound === 'none' || !this.isToBeHeard(event) || this.isSilent()) return;
    const { conversationId } = event;
    const { seq } = event.data;
    const view = { isVisible: this.looked.isVisible(), isLookedAt: this.looked.isAt(conversationId) };
    if (!(await isFirstToSay(`${conversationId}.${seq}`, view))) return;
    if (performance.now() - this.playedAt < PAUSE_MS) return;
    this.playedAt = performance.now();
    const { playSound } = await import('../state/notifications/sounds');
    await playSound(sound);
  }

  /** A message, or the word that it means me as one of those who are active, which the message itself does not say. */
  private isToBeHeard(event: RealtimeEvent): event is Heard {
    if (event.type === 'message.created') return this.isWanted(event.data);
    if (event.type !== 'mention.created' || !event.data.here) return false;
    const me = this.store.conversation(event.conversationId)()?.me;
    return (
      !!me && levelOf(me, this.choices.level()) === 'mentions' && !isMuted(me) && !this.blocks.has(event.data.userId)
    );
  }

  /** As the server decides about a notification. */
  private isWanted(message: MessageDto): boolean {
    const myId = this.session.me()?.id;
    if (!isReceived(message, myId) || this.blocks.has(message.sender.id)) return false;
    const me = this.store.conversation(message.conversationId)()?.me;
    // One that is not known yet has just begun.
    if (me && isMuted(me)) return false;
    const level = me ? levelOf(me, this.choices.level()) : this.choices.level();
    if (level !== 'mentions') return level === 'all';
    const myTeams = mineOf(this.confirmed.teams.read());
    return mentionsMe(message, { myId, myTeams }) || saysAnyOf(this.choices.all()?.words ?? [], message.body);
  }

  /** Also until it is known whether I want silence. */
  private isSilent(): boolean {
    const choices = this.choices.all();
    if (!choices || this.choices.pausedUntil() !== undefined) return true;
    return isQuiet(choices.quietHours, this.session.me()?.timeZone ?? null, serverNow());
  }
}
