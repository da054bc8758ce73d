import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { VisibleText } from '../../core/http/field-rules.js';
import { trimBody } from '../../core/http/text.js';

/** Blank lines before a message and white space after it are not part of it; something must be left to see. */
export const BodyText = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? trimBody(value) : value)),
    VisibleText(),
  );
