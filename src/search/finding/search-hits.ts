import { Injectable } from '@nestjs/common';
import { MailService } from '../../messages/mail/mail.service.js';
import type { ForwardedDto } from '../../messages/forwarding/dto/forwarded.dto.js';
import type { ReadableText } from '../../messages/reading/message-texts.js';
import { placeKey } from '../../messages/shape/message-parts.js';
import type { MessageDto } from '../../messages/shape/message.dto.js';
import type { FoundSubjectDto, SearchHitDto } from '../dto/search-page.dto.js';
import { JudgedText, matches, type Term } from '../query/terms.js';
import { highlightsIn } from './highlights.js';
import { inTurns } from './in-turns.js';
import type { SearchRequest } from './search-request.js';

/** Of an operator no more are named. */
const MOST_SUBJECTS = 20;

/** Shows what was found as lists across conversations show it, and marks where it was found. */
@Injectable()
export class SearchHits {
  constructor(private readonly mail: MailService) {}

  /** In their order. What cannot be read any more at this moment is left out. */
  async show(
    userId: string,
    { terms, subjects }: SearchRequest,
    found: readonly ReadableText[],
  ): Promise<SearchHitDto[]> {
    const readable = await this.mail.readable(userId, found);
    const mails = found.flatMap((place) => readable.get(placeKey(place)) ?? []);
    return inTurns(mails, (mail) => {
      const { conversation, isRead: _, ...message } = mail;
      const { forwarded } = message as MessageDto & { readonly forwarded?: ForwardedDto };
      return {
        message,
        conversation,
        highlights: highlightsIn(message.body, terms),
        subjectHighlights: highlightsIn(message.subject ?? '', [...terms, ...subjects]),
        forwardedHighlights: highlightsIn(forwarded?.body ?? '', terms),
        files: message.attachments
          .map(({ id, name }) => ({ id, highlights: highlightsIn(name, terms) }))
          .filter(({ highlights }) => highlights.length > 0),
      };
    });
  }
}

/** Which subjects these messages have that fit, each once. */
export function subjectsAmong(messages: readonly ReadableText[], term: Term): FoundSubjectDto[] {
  const subjects = new Map<string, FoundSubjectDto>();
  for (const { subjectId, subject, conversationId } of messages) {
    if (subjectId === null || subject === null || subjects.has(subjectId)) continue;
    if (matches(term, new JudgedText(subject)))
      subjects.set(subjectId, { id: subjectId, conversationId, title: subject });
  }
  return [...subjects.values()].slice(0, MOST_SUBJECTS);
}
