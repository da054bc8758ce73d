import type { MessageDto } from '../../api/models/message-dto';

/** Whether something in it is its sender's own: a copy alone stays as somebody else wrote it. */
export function mayEdit({ deletedAt, forwarded }: MessageDto): boolean {
  return deletedAt === null && forwarded?.body !== null;
}
