import type { MessageDto } from '../../api/models/message-dto';
import { plainText } from '../../ui/markdown/plain-text';
import type { UserCardDto } from '../../api/models/user-card-dto';

/** As long as the server's excerpts. */
export const EXCERPT_LENGTH = 140;

/** Somebody else wrote it and it is there: it can be unread. */
export function isReceived({ kind, sender, deletedAt }: MessageDto, myId: string | undefined): boolean {
  return kind === 'user' && sender.id !== myId && deletedAt === null;
}

/** Replies quote a message as it is now: when it changes, so do their quotes. */
export function afterChangeOf(changed: MessageDto, all: Map<number, MessageDto>): void {
  for (const [seq, message] of all) {
    if (message.replyTo?.seq !== changed.seq) continue;
    const deleted = changed.deletedAt !== null;
    const excerpt = deleted ? null : plainText(changed.body, EXCERPT_LENGTH);
    all.set(seq, { ...message, replyTo: { ...message.replyTo, deleted, excerpt } });
  }
}

/** The message with the new name of a person, where they are its sender or are quoted. */
export function withName(message: MessageDto, person: UserCardDto): MessageDto {
  const isQuoted = message.replyTo?.sender?.id === person.id;
  if (message.sender.id !== person.id && !isQuoted) return message;
  return {
    ...message,
    sender: message.sender.id === person.id ? person : message.sender,
    ...(message.replyTo && isQuoted && { replyTo: { ...message.replyTo, sender: person } }),
  };
}
