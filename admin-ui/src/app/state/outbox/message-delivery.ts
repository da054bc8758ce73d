import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { sendMessage } from '../../api/fn/messages/send-message';
import type { MessageDto } from '../../api/models/message-dto';
import { detailOf, isTemporary, problemOf } from '../../core/problem';
import { FrameRefused, NoAnswer, RealtimeSocket } from '../../core/realtime/realtime-socket';
import type { OutgoingMessage } from './outgoing-message';
import { t } from '../../core/words/words';

/** Why a message did not get through, in a sentence that can be shown. */
export class Undelivered extends Error {
  constructor(
    readonly reason: string,
    /** The same message may well get through later. */
    readonly isTemporary: boolean,
    /** Trying again can make sense at all. */
    readonly canRetry: boolean,
    readonly retryAfterMs = 0,
  ) {
    super(reason);
  }
}

/** These stay true however often one tries. */
const FINAL_CODES = ['validation_failed', 'invalid_text', 'client_id_reused', 'conversation_not_found'];

/** Brings one message to the server: over the socket while it is open, else over HTTP. */
@Injectable({ providedIn: 'root' })
export class MessageDelivery {
  private readonly api = inject(Api);
  private readonly socket = inject(RealtimeSocket);

  /** The confirmed message; the same `clientId` never makes two. Throws `Undelivered`. */
  async deliver(entry: OutgoingMessage): Promise<MessageDto> {
    return this.socket.isOpen() ? await this.overSocket(entry) : await this.overHttp(entry);
  }

  private async overSocket(entry: OutgoingMessage): Promise<MessageDto> {
    try {
      const { conversationId } = entry;
      const { message } = await this.socket.send({ type: 'send', conversationId, ...content(entry) });
      return message;
    } catch (error) {
      if (error instanceof NoAnswer) throw new Undelivered(t('delivery.dropped'), true, true);
      if (!(error instanceof FrameRefused)) throw error;
      const { status, code, detail } = error.problem;
      const waitMs = error.retryAfterSeconds * 1_000;
      throw new Undelivered(
        detailOf(code, detail),
        status === 429 || status >= 500,
        !FINAL_CODES.includes(code),
        waitMs,
      );
    }
  }

  private async overHttp(entry: OutgoingMessage): Promise<MessageDto> {
    try {
      return await this.api.invoke(sendMessage, { conversationId: entry.conversationId, body: content(entry) });
    } catch (error) {
      const problem = problemOf(error);
      const reason = problem.code === 'network' ? t('delivery.offline') : problem.detail;
      const waitMs = (problem.retryAfterSeconds ?? 0) * 1_000;
      throw new Undelivered(reason, isTemporary(problem), !FINAL_CODES.includes(problem.code), waitMs);
    }
  }
}

function content({ clientId, body, subject, replyTo }: OutgoingMessage) {
  return { clientId, body, ...(subject !== undefined && { subject }), ...(replyTo && { replyToSeq: replyTo.seq }) };
}
