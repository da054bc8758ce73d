import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { cancelScheduled } from '../../api/fn/mail/cancel-scheduled';
import { sendMessage } from '../../api/fn/messages/send-message';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { ScheduledAnswerDto } from '../../api/models/scheduled-answer-dto';
import type { SendMessageDto } from '../../api/models/send-message-dto';
import { isolated } from '../../core/isolated';
import { serverNow } from '../../core/server-clock';
import { detailOf, isTemporary, problemOf } from '../../core/problem';
import { FrameRefused, NoAnswer, RealtimeSocket } from '../../core/realtime/realtime-socket';
import { lostFiles } from '../uploads/lost-files';
import type { OutgoingFile } from '../uploads/outgoing-file';
import { UploadFailed, Uploads } from '../uploads/uploads';
import type { Held, OutgoingMessage } from './outgoing-message';
import { t } from '../../core/words/words';

/** Why a message did not get through, in a sentence that can be shown. */
export class Undelivered extends Error {
  constructor(
    readonly reason: string,
    /** The same message may well get through later. */
    readonly isTemporary: boolean,
    /** Trying again can make sense at all. */
    readonly canRetry: boolean,
    readonly about: AboutUndelivered = {},
  ) {
    super(reason);
  }
}

interface AboutUndelivered {
  readonly retryAfterMs?: number;
  /** The server answered that it does not take it; otherwise it may not have heard of it. */
  readonly isRefusal?: boolean;
  /** It is in other hands: somebody took it back while it was held, or it stands among what is scheduled. */
  readonly isInOtherHands?: boolean;
  /** The file for which it did not: without it, it may. */
  readonly lostFileId?: string;
}

/** The server does not have a file of it to send: any more, or for this message. */
class FileMissing extends Error {
  constructor(
    readonly file: OutgoingFile,
    readonly isSent: boolean,
  ) {
    super('The server has no such file to send.');
  }
}

/** What it answers is not there for whoever answers: they cleared the history meanwhile. */
class AnsweredGone extends Error {}

/** These stay true however often one tries. */
const FINAL_CODES = [
  ...['validation_failed', 'invalid_text', 'client_id_reused', 'conversation_not_found'],
  'attachment_in_use',
];

/** Brings one message to the server: over the socket while it is open, else over HTTP; what it is to hold over HTTP. */
@Injectable({ providedIn: 'root' })
export class MessageDelivery {
  private readonly api = inject(Api);
  private readonly socket = inject(RealtimeSocket);
  private readonly uploads = inject(Uploads);

  /**
   * The confirmed message, or as what the server holds it; the same `clientId` never makes two. What it answers stays away where
   * it is gone, as with what is scheduled. Throws `Undelivered`.
   */
  async deliver(given: OutgoingMessage): Promise<MessageDto | Held> {
    for (let entry = given; ;) {
      const attachmentIds = entry.files && (await this.uploaded(entry.files));
      const sent = content(entry, attachmentIds);
      const isAtOnce = this.socket.isOpen() && !entry.holdSeconds;
      try {
        return isAtOnce ? await this.overSocket(entry, sent) : await this.overHttp(entry, sent);
      } catch (error) {
        if (error instanceof AnsweredGone) {
          entry = withoutAnswered(entry);
          continue;
        }
        if (!(error instanceof FileMissing)) throw error;
        // The server keeps for a day what nobody sends; it gets it once more where this device still has it.
        if (error.isSent || !this.uploads.uploadAgain(error.file.id)) throw this.withoutFile(error);
      }
    }
  }

  private withoutFile({ file, isSent }: FileMissing): Undelivered {
    const reason = t(isSent ? 'delivery.fileSent' : 'delivery.fileGone', { name: isolated(file.name) });
    this.uploads.giveUp(file.id, reason);
    return new Undelivered(reason, false, false, { isRefusal: true, lostFileId: file.id });
  }

  /** Its files are with the server before it is. */
  private async uploaded(files: readonly OutgoingFile[]): Promise<readonly string[]> {
    try {
      return await this.uploads.attachmentIds(files);
    } catch (error) {
      if (error instanceof UploadFailed) throw failedWith(error);
      throw undeliveredBy(error);
    }
  }

  private async overSocket({ conversationId, files }: OutgoingMessage, sent: Content): Promise<MessageDto> {
    try {
      const { message } = await this.socket.send({ type: 'send', conversationId, ...sent });
      return message;
    } catch (error) {
      if (error instanceof NoAnswer) throw new Undelivered(t('delivery.dropped'), true, true);
      if (!(error instanceof FrameRefused)) throw error;
      const { status, code, detail, errors = [] } = error.problem;
      refuseGone(files, errors);
      const retryAfterMs = error.retryAfterSeconds * 1_000;
      const canWait = status === 429 || status >= 500;
      const about = { retryAfterMs, isRefusal: true };
      throw new Undelivered(detailOf(code, detail), canWait, !FINAL_CODES.includes(code), about);
    }
  }

  /** Nothing holds it any more, and it is not sent. Throws `Undelivered` when it was sent, or nobody knows. */
  async takeBack({ scheduledId }: Held): Promise<void> {
    try {
      await this.api.invoke(cancelScheduled, { id: scheduledId });
    } catch (error) {
      throw undeliveredBy(error, true);
    }
  }

  private post(conversationId: string, body: SendMessageDto): Promise<MessageDto | ScheduledAnswerDto> {
    return this.api.invoke(sendMessage, { conversationId, body });
  }

  private async overHttp(
    { conversationId, holdSeconds, files }: OutgoingMessage,
    sent: Content,
  ): Promise<MessageDto | Held> {
    const request = { ...sent, ...(holdSeconds && { holdSeconds }) };
    const answer = await this.post(conversationId, request).catch((error: unknown) => {
      refuseGone(files, problemOf(error).errors);
      throw undeliveredBy(error);
    });
    return 'scheduled' in answer ? heldAs(answer) : answer;
  }
}

function withoutAnswered({ replyTo: _, ...entry }: OutgoingMessage): OutgoingMessage {
  return entry;
}

/** Throws AnsweredGone or FileMissing where that is what is wrong. */
function refuseGone(files: readonly OutgoingFile[] = [], errors: readonly FieldErrorDto[]): void {
  if (errors.some(({ pointer }) => pointer === '/replyToSeq')) throw new AnsweredGone();
  const [lost] = lostFiles(files, errors);
  if (lost) throw new FileMissing(lost.file, lost.isSent);
}

/** Where trying again is of no use, doing without the file may be. */
function failedWith({ reason, canRetry, fileId }: UploadFailed): Undelivered {
  return new Undelivered(reason, false, canRetry, canRetry ? {} : { lostFileId: fileId });
}

/** Throws `Undelivered` where it could not be sent meanwhile: then it stands among what is scheduled, and why. */
function heldAs({ scheduled: { id, sendAt, state, problem } }: ScheduledAnswerDto): Held {
  if (state === 'failed') throw new Undelivered(problem?.detail ?? '', false, false, { isInOtherHands: true });
  return { scheduledId: id, until: Date.now() + Date.parse(sendAt) - serverNow().getTime() };
}

function undeliveredBy(error: unknown, canRetry?: boolean): Undelivered {
  const problem = problemOf(error);
  const reason = problem.code === 'network' ? t('delivery.offline') : problem.detail;
  const retryAfterMs = (problem.retryAfterSeconds ?? 0) * 1_000;
  const isFinal = FINAL_CODES.includes(problem.code);
  const isInOtherHands = problem.code === 'send_cancelled';
  const about = { retryAfterMs, isInOtherHands, isRefusal: problem.status !== 0 };
  return new Undelivered(reason, isTemporary(problem), canRetry ?? !isFinal, about);
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
