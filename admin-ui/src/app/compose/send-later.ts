import { computed, effect, inject, Injectable, Injector, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { wallTime } from '../../../../src/users/wall-time.js';
import { Api } from '../api/api';
import { sendMessage } from '../api/fn/messages/send-message';
import type { MessageDto } from '../api/models/message-dto';
import type { ScheduledAnswerDto } from '../api/models/scheduled-answer-dto';
import type { ScheduledDto } from '../api/models/scheduled-dto';
import type { SendMessageDto } from '../api/models/send-message-dto';
import type { UserCardDto } from '../api/models/user-card-dto';
import { problemOf } from '../core/problem';
import { randomId } from '../core/random-id';
import { Link } from '../core/realtime/link';
import { serverNow } from '../core/server-clock';
import { dayAndTime, timeZoneHere } from '../core/times';
import { Words } from '../core/words/loading';
import { t } from '../core/words/words';
import type { DraftText } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';
import { People } from '../state/people/people';
import { ScheduledMessages } from '../state/scheduled/scheduled-messages';
import { UploadFailed, Uploads } from '../state/uploads/uploads';
import { type ChosenTime, ChooseTime, type TimeQuestion } from '../ui/choose-time';
import { AppDialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toast.service';
import { sendTime } from './send-time';
import { SpentIds } from './spent-ids';
import { WriteAgain } from './write-again';

/** What is written in a conversation, to be sent there later. */
export interface LaterMessage {
  readonly conversationId: string;
  readonly text: DraftText;
  /** Undefined: that of what it answers. */
  readonly subject: string | undefined;
  /** Under which it is sent, unless the same was tried before. */
  readonly clientId: string | undefined;
}

/** Asks when something is to be sent, and has the server keep it until then. Its code comes when somebody wants that. */
@Injectable({ providedIn: 'root' })
export class SendLater {
  private readonly api = inject(Api);
  private readonly link = inject(Link);
  private readonly words = inject(Words);
  private readonly people = inject(People);
  private readonly drafts = inject(Drafts);
  private readonly again = inject(WriteAgain);
  private readonly uploads = inject(Uploads);
  private readonly scheduled = inject(ScheduledMessages);
  private readonly spending = inject(SpentIds);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  /** What got no answer: the same content is the same message. */
  private tried: { readonly content: string; readonly clientId: string } | undefined;

  /** The time that was chosen; undefined for none. With one reader, also by their clock. */
  async ask(reader?: Pick<UserCardDto, 'id' | 'displayName'>): Promise<ChosenTime | undefined> {
    await this.words.load('later');
    if (this.link.isDown()) {
      this.toasts.show({ text: t('later.offline') });
      return undefined;
    }
    const other = computed(() => {
      const timeZone = reader && this.people.of(reader.id)?.timeZone;
      if (!timeZone) return undefined;
      const present = serverNow();
      const isSameClock = wallTime(present, timeZone) === wallTime(present, timeZoneHere());
      return isSameClock ? undefined : { name: reader.displayName, timeZone };
    });
    const asking = effect(() => reader && untracked(() => this.people.ask(reader.id)), { injector: this.injector });
    const data = { title: t('later.title'), set: t('later.set'), other };
    const ref = this.dialogs.open<ChosenTime, TimeQuestion, ChooseTime>(ChooseTime, {
      data,
      width: 440,
      fillsPhone: false,
    });
    const chosen = await firstValueFrom(ref.closed, { defaultValue: undefined });
    asking.destroy();
    return chosen;
  }

  /** Has it sent at that time. What the server does not take stays where it is written, and why is said; then false. */
  async schedule(message: LaterMessage, time: ChosenTime): Promise<boolean> {
    const { conversationId, text } = message;
    try {
      const kept = await this.keep(message, time);
      this.uploads.confirm(this.uploads.take(conversationId));
      this.drafts.sent(conversationId, text);
      this.say(kept, () => this.again.inConversation(conversationId, text));
      return true;
    } catch (error) {
      this.toasts.showError(error instanceof UploadFailed ? error.reason : problemOf(error).detail);
      return false;
    }
  }

  /** Says when it is sent; undo takes it back and goes on with it where `giveBack` puts it. */
  say(kept: ScheduledDto, giveBack: () => void): void {
    const undo = async (): Promise<void> => {
      try {
        await this.scheduled.cancel(kept);
        giveBack();
      } catch (error) {
        this.toasts.showError(problemOf(error).detail);
      }
    };
    this.toasts.show({
      text: t('later.done', { when: dayAndTime(kept.sendAt) }),
      action: { label: t('action.undo'), run: () => void undo() },
    });
  }

  private async keep(
    { conversationId, text, subject, clientId }: LaterMessage,
    time: ChosenTime,
  ): Promise<ScheduledDto> {
    const attachmentIds = await this.uploads.attachmentIds(this.uploads.of(conversationId));
    const { body, replyToSeq } = text;
    const said = {
      body: body.trim() === '' ? '' : body,
      ...(subject && { subject }),
      ...(replyToSeq !== null && { replyToSeq }),
      ...(attachmentIds.length > 0 && { attachmentIds }),
    };
    const content = JSON.stringify([conversationId, said]);
    if (this.tried?.content !== content) this.tried = { content, clientId: clientId ?? randomId() };
    const request = { ...said, ...sendTime(time) };
    const post = () => this.post(conversationId, { ...request, clientId: this.tried?.clientId ?? randomId() });
    const answer = await this.spending.unspent(post, () => (this.tried = { content, clientId: randomId() }));
    this.tried = undefined;
    if (!('scheduled' in answer)) throw new Error('What is asked for later is answered with when.');
    return answer.scheduled;
  }

  private post(conversationId: string, body: SendMessageDto): Promise<MessageDto | ScheduledAnswerDto> {
    return this.api.invoke(sendMessage, { conversationId, body });
  }
}
