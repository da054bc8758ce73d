import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { sendMessage } from '../../api/fn/messages/send-message';
import type { MessageDto } from '../../api/models/message-dto';
import { detailOf, isTemporary, problemOf } from '../../core/problem';
import { FrameRefused, NoAnswer, RealtimeSocket } from '../../core/realtime/realtime-socket';
import type { OutgoingFile } from '../uploads/outgoing-file';
import { UploadFailed, Uploads } from '../uploads/uploads';
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
const FINAL_CODES = [
  ...['validation_failed', 'invalid_text', 'client_id_reused', 'conversation_not_found'],
  'attachment_in_use',
];

/** Brings one message to the server: over the socket while it is open, else over HTTP. */
@Injectable({ providedIn: 'root' })
export class MessageDelivery {
  private readonly api = inject(Api);
  private readonly socket = inject(RealtimeSocket);
  private readonly uploads = inject(Uploads);

  /** The confirmed message; the same `clientId` never makes two. Throws `Undelivered`. */
  async deliver(entry: OutgoingMessage): Promise<MessageDto> {
    const attachmentIds = entry.files && (await this.uploaded(entry.files));
    const sent = content(entry, attachmentIds);
    return this.socket.isOpen() ? await this.overSocket(entry, sent) : await this.overHttp(entry, sent);
  }

  /** Its files are with the server before it is. */
  private async uploaded(files: readonly OutgoingFile[]): Promise<readonly string[]> {
    try {
      return await this.uploads.attachmentIds(files);
    } catch (error) {
      if (error instanceof UploadFailed) throw new Undelivered(error.reason, false, error.canRetry);
      throw undeliveredBy(error);
    }
  }

  private async overSocket({ conversationId }: OutgoingMessage, sent: Content): Promise<MessageDto> {
    try {
      const { message } = await this.socket.send({ type: 'send', conversationId, ...sent });
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

  private async overHttp({ conversationId }: OutgoingMessage, body: Content): Promise<MessageDto> {
    try {
      return await this.api.invoke(sendMessage, { conversationId, body });
    } catch (error) {
      throw undeliveredBy(error);
    }
  }
}

function undeliveredBy(error: unknown): Undelivered {
  const problem = problemOf(error);
  const reason = problem.code === 'network' ? t('delivery.offline') : problem.detail;
  const waitMs = (problem.retryAfterSeconds ?? 0) * 1_000;
  return new Undelivered(reason, isTemporary(problem), !FINAL_CODES.includes(problem.code), waitMs);
}

type Content = ReturnType<typeof content>;

function content({ clientId, body, subject, replyTo }: OutgoingMessage, attachmentIds: readonly string[] | undefined) {
  return {
    clientId,
    body,
    ...(subject !== undefined && { subject }),
    ...(replyTo && { replyToSeq: replyTo.seq }),
    ...(attachmentIds && { attachmentIds: [...attachmentIds] }),
  };
}
