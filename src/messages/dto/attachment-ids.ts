import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID, ValidateIf } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import { MAX_ATTACHMENTS } from '../message-limits.js';

/** The files that go with a message, in the order in which they are shown. */
export const AttachmentIds = (
  description = 'Files that I uploaded and have not sent yet. With any, the body may be empty.',
) =>
  applyDecorators(
    MayBeAbsent(),
    IsArray(),
    ArrayMaxSize(MAX_ATTACHMENTS),
    ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)),
    IsUUID(undefined, { each: true }),
    ApiProperty({
      type: [String],
      format: 'uuid',
      maxItems: MAX_ATTACHMENTS,
      required: false,
      description,
    }),
  );

/** Files say enough by themselves: with them an empty text passes all rules. */
export const EmptyOnlyWithFiles = () =>
  ValidateIf(({ attachmentIds }: { attachmentIds?: unknown }, body) => {
    const hasFiles = Array.isArray(attachmentIds) && attachmentIds.length > 0;
    return body !== '' || !hasFiles;
  });
