import type { AttachmentDto } from '../../api/models/attachment-dto';
import type { ComposeDraftDto } from '../../api/models/compose-draft-dto';
import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { DraftDto } from '../../api/models/draft-dto';
import type { ListedDraftDto } from '../../api/models/listed-draft-dto';
import type { DraftEvent } from '../../core/realtime/frames';
import type { DraftFile } from '../uploads/outgoing-file';
import { type DraftText, NOTHING, withFiles } from './draft-text';

/** A draft as the server tells of it; without a text it is gone. */
export interface DraftNews {
  readonly id: string;
  readonly isNewMessage: boolean;
  readonly version: number;
  readonly text: DraftText;
  readonly updatedAt?: string;
  readonly conversation?: ConversationRefDto;
}

/** What a frame tells. */
export function newsOfEvent({ conversationId, data }: DraftEvent): DraftNews {
  const { composeId, version, draft } = data;
  const isNewMessage = composeId !== null;
  const id = composeId ?? conversationId ?? '';
  if (!draft) return { id, isNewMessage, version, text: NOTHING };
  return { id, isNewMessage, version, text: textOf(draft, isNewMessage), updatedAt: draft.updatedAt };
}

/** What the list of all of them tells. */
export function newsOfListed(draft: ListedDraftDto): DraftNews {
  const { id, version, updatedAt, conversation } = draft;
  const isNewMessage = conversation === null;
  return {
    id,
    isNewMessage,
    version,
    text: textOf(draft, isNewMessage),
    updatedAt,
    ...(conversation && { conversation }),
  };
}

function textOf(draft: DraftDto & Partial<ComposeDraftDto>, isNewMessage: boolean): DraftText {
  const { body, subject, replyToSeq, attachments, to, separate } = draft;
  const address = isNewMessage && { address: { to: to ?? [], isSeparate: separate ?? false } };
  return withFiles({ body, subject: subject ?? '', replyToSeq, ...address }, filesIn({ attachments }));
}

/** The files of a draft as the server tells of it. */
export function filesIn({ attachments }: Pick<DraftDto, 'attachments'>): DraftFile[] {
  return attachments.map(fileOf);
}

function fileOf({ alt, thumbnails, ...attachment }: AttachmentDto): DraftFile {
  const { id, name, size, mediaType, width, height, durationMs, preview } = attachment;
  const shape = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  const sound = durationMs !== undefined && { durationMs, ...(preview && { preview }) };
  const [smallest] = thumbnails.map((thumbnail) => thumbnail.width).sort((a, b) => a - b);
  const thumbnail = smallest !== undefined && { thumbnailWidth: smallest };
  return { attachmentId: id, name, size, mediaType, ...shape, ...sound, alt, ...thumbnail };
}
