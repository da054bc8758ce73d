import type { MessageDto } from '../../api/models/message-dto';
import { plainText } from '../../ui/markdown/plain-text';
import type { OutgoingMessage } from '../outbox/outgoing-message';

/** What a message says on one line: its text or, where it has none, its files by name. */
export function lineOf(message: Pick<MessageDto, 'body' | 'attachments'> | OutgoingMessage): string {
  if (message.body !== '') return plainText(message.body);
  const files = 'attachments' in message ? message.attachments : (message.files ?? []);
  return files.map(({ alt, name }) => alt || name).join(', ');
}
