import type { MessageDto } from '../../api/models/message-dto';
import { withNames } from '../../ui/markdown/mention-chips';
import { plainText } from '../../ui/markdown/plain-text';
import type { OutgoingMessage } from '../outbox/outgoing-message';

type Line = Pick<MessageDto, 'body' | 'attachments' | 'mentions' | 'mentionedTeams' | 'forwarded'>;

/** What a message says on one line: its text, with the names of those it mentions, or, where it has none, its files by name. */
export function lineOf(message: Line | OutgoingMessage): string {
  if (message.body !== '') {
    const [people, teams] = 'mentions' in message ? [namedIn(message), message.mentionedTeams] : [[], []];
    return withNames(plainText(message.body), people, teams);
  }
  const files = 'attachments' in message ? message.attachments : (message.files ?? []);
  return files.map(({ alt, name }) => alt || name).join(', ');
}

/** A copy alone mentions nobody, but names whom it is about. */
function namedIn({ mentions, forwarded }: Line): Line['mentions'] {
  return forwarded?.body === null ? forwarded.mentions : mentions;
}
