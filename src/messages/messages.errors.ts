import { defineProblem, type DomainError } from '../core/errors/domain-error.js';
import { type FieldError, ValidationFailed } from '../core/errors/request-problems.js';
import type { MessageDto } from './shape/message.dto.js';

const NOT_FOUND = 'You have uploaded no such file, or it was removed since. Upload it again.';
const IN_USE = 'The file is in a message that was sent or waits for its time. Upload it again to send it again.';

/** Also thrown when the message exists but is hidden, so places cannot be probed. */
export class MessageNotFound extends defineProblem('message_not_found', 404, 'Message not found') {
  constructor() {
    super('There is no such message in this conversation.');
  }
}

/** The same client id came before with other content. Nothing was sent. */
export class ClientIdReused extends defineProblem(
  'client_id_reused',
  422,
  'The client id was used for something else',
) {
  constructor() {
    super('Another message was sent under this clientId. Choose a new one for each message.');
  }
}

/** A file goes with one message, be it sent or one that waits for its time; what is sent stays as it was sent. */
export class AttachmentInUse extends defineProblem('attachment_in_use', 409, 'The file was sent already') {
  constructor(errors: readonly FieldError[] = []) {
    super(IN_USE, errors.length > 0 ? { errors } : {});
  }
}

/** A file that cannot be sent: at which place of the list, from 0, and whether it is there, but in use. */
export interface RefusedFile {
  readonly place: number;
  readonly isInUse: boolean;
}

/**
 * Names all files of a list that cannot be sent, so that nobody hears of them one by one. The first says what the problem is:
 * AttachmentInUse, or ValidationFailed for one that is not there or is not the sender's.
 */
export function filesRefused(refused: readonly [RefusedFile, ...RefusedFile[]]): DomainError {
  const errors = refused.map(({ place, isInUse }) => ({
    pointer: `/attachmentIds/${place}`,
    code: isInUse ? 'attachment_in_use' : 'attachment_not_found',
    detail: isInUse ? IN_USE : NOT_FOUND,
  }));
  return refused[0].isInUse ? new AttachmentInUse(errors) : new ValidationFailed(errors);
}

/** Throws `filesRefused` for those of these files that are not there or in use; `isInUse` says that of those there are, by id. */
export function requireSendable(ids: readonly string[], isInUse: ReadonlyMap<string, boolean>): void {
  const [first, ...others] = ids.flatMap((id, place): RefusedFile[] => {
    const used = isInUse.get(id.toLowerCase());
    return used === false ? [] : [{ place, isInUse: used === true }];
  });
  if (first) throw filesRefused([first, ...others]);
}

/** Only files say enough by themselves. */
export function emptyBody(): ValidationFailed {
  return ValidationFailed.at('/body', 'invalid_length', 'Write something: only a message with files may have no text.');
}

const ANSWERED = '/replyToSeq';

/** What is answered is not there, or not for its reader. */
export function replyNotFound(): ValidationFailed {
  return ValidationFailed.at(ANSWERED, 'message_not_found', 'There is no such message to reply to.');
}

/** Whether that is why something was refused. */
export function isReplyNotFound(error: unknown): boolean {
  return error instanceof ValidationFailed && error.errors.some(({ pointer }) => pointer === ANSWERED);
}

/** Somebody changed the message meanwhile; the answer carries it as `current`. */
export class StaleMessage extends defineProblem('stale_message', 409, 'The message was changed meanwhile') {
  constructor(current: MessageDto) {
    super('Look at the current message, then decide again.', { current });
  }
}

/** Deleted for everyone: there is nothing left to edit. */
export class MessageDeleted extends defineProblem('message_deleted', 409, 'The message was deleted') {
  constructor() {
    super('This message was deleted for everyone.');
  }
}

/** The time in which a message can be taken back from everybody is over. */
export class DeleteWindowOver extends defineProblem('delete_window_over', 403, 'Too late to delete it for everyone') {
  constructor(when: string) {
    super(`Messages can be deleted for everyone ${when}. You can still delete it for yourself.`);
  }
}

/** The time in which people may edit what they wrote is over. */
export class EditWindowOver extends defineProblem('edit_window_over', 403, 'Too late to edit it') {
  constructor(when: string) {
    super(`Messages can be edited ${when}.`);
  }
}

/** What was deleted is erased. */
export class RestoreExpired extends defineProblem('restore_expired', 409, 'Too late to restore it') {
  constructor() {
    super('A message deleted for everyone can be restored for 30 seconds, by the one who deleted it.');
  }
}

/** Lines that tell what happened in a group are nobody's words. */
export class NotForForwarding extends defineProblem('cannot_forward', 409, 'That cannot be forwarded') {
  constructor() {
    super('Messages can be forwarded, not lines that tell what happened.');
  }
}

/** What somebody else wrote stays as they wrote it. */
export class ForwardedText extends defineProblem('forwarded_text', 409, 'A forwarded text stays as it was written') {
  constructor() {
    super('This message is a copy of what somebody else wrote. You can delete it.');
  }
}
