import type { AttachmentDto } from '../../api/models/attachment-dto';
import type { SearchHitDto } from '../../api/models/search-hit-dto';
import type { Part } from '../../compose/highlight';
import { dayHeading } from '../../core/days';
import { briefly, clockTime, fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { nameOfConversation } from '../../state/conversations/ref-names';
import type { IconName } from '../../ui/icon-shapes';
import { type Highlights, markedLine, markedText } from './marked-text';
import { keyOfHit } from './found-messages';

/** How results stand together. */
export const GROUPINGS = ['time', 'chat'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A message that was found, as it is shown. */
export interface HitRow {
  readonly key: string;
  readonly hit: SearchHitDto;
  readonly sender: string;
  /** Where it was written; left out below the name of the chat. */
  readonly chat: string | undefined;
  readonly time: string;
  readonly fullTime: string;
  readonly subject: readonly Part[];
  readonly text: readonly Part[];
  readonly files: readonly { readonly id: string; readonly icon: IconName; readonly name: readonly Part[] }[];
}

/** Results under a heading. */
export interface HitGroup {
  readonly id: string;
  readonly heading: string;
  /** Of the chat, where they are grouped by it. */
  readonly chat?: SearchHitDto['conversation'];
  readonly rows: readonly HitRow[];
}

export interface Shown {
  readonly grouping: Grouping;
  readonly sort: 'newest' | 'best';
  readonly myId: string | undefined;
  /** Whose messages in groups are folded. */
  readonly isBlocked: (userId: string) => boolean;
}

/** The results under their headings: by chat in the order in which each comes first, or by day; the best have no days. */
export function hitGroups(hits: readonly SearchHitDto[], shown: Shown): HitGroup[] {
  const { grouping, sort, myId } = shown;
  if (grouping === 'chat') {
    return [...Map.groupBy(hits, ({ conversation }) => conversation.id)].map(([id, all]) => {
      const [first] = all;
      const chat = first?.conversation;
      const heading = chat ? nameOfConversation(chat, myId) : '';
      return { id, heading, ...(chat && { chat }), rows: all.map((hit) => rowOf(hit, shown)) };
    });
  }
  const byDay = Map.groupBy(hits, ({ message }) => (sort === 'best' ? '' : dayHeading(message.createdAt)));
  return [...byDay].map(([day, all]) => ({ id: day, heading: day, rows: all.map((hit) => rowOf(hit, shown)) }));
}

function rowOf(hit: SearchHitDto, { grouping, sort, myId, isBlocked }: Shown): HitRow {
  const { message, conversation } = hit;
  const { sender, createdAt } = message;
  const isFolded = conversation.kind === 'group' && isBlocked(sender.id);
  const isUnderDay = grouping === 'time' && sort === 'newest';
  return {
    key: keyOfHit(hit),
    hit,
    sender: sender.id === myId ? t('message.you') : sender.displayName,
    chat: grouping === 'chat' ? undefined : nameOfConversation(conversation, myId),
    time: isUnderDay ? clockTime(createdAt) : briefly(createdAt),
    fullTime: fullTime(createdAt),
    ...(isFolded ? folded() : contentOf(hit)),
  };
}

function folded(): Pick<HitRow, 'subject' | 'text' | 'files'> {
  return { subject: [], text: [{ text: t('blocks.folded'), isHit: false }], files: [] };
}

function contentOf({ message, highlights, subjectHighlights, forwardedHighlights, files }: SearchHitDto) {
  const { body, subject, forwarded, mentions, attachments } = message;
  const own = body === '' ? [] : markedLine(body, highlights, mentions);
  const copy = forwarded?.body ? markedLine(forwarded.body, forwardedHighlights, forwarded.mentions) : [];
  // What somebody said of it may be all that was found.
  const isInCopy = copy.some(({ isHit }) => isHit) && !own.some(({ isHit }) => isHit);
  const found = new Map(files.map((file) => [file.id, file.highlights]));
  return {
    subject: subject === null ? [] : markedText(subject, subjectHighlights),
    text: own.length === 0 || isInCopy ? copy : own,
    files: attachments.map((file) => shownFile(file, found.get(file.id) ?? [])),
  };
}

function shownFile({ id, name, mediaType }: AttachmentDto, highlights: Highlights) {
  const [kind = ''] = mediaType.split('/');
  const icons: Readonly<Record<string, IconName>> = { image: 'picture', video: 'play', audio: 'microphone' };
  return { id, icon: icons[kind] ?? ('file' as const), name: markedText(name, highlights) };
}
