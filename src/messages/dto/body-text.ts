import { Transform } from 'class-transformer';
import { trimBody } from '../../core/http/text.js';

/** Blank lines before a message and white space after it are not part of it. */
export const BodyText = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? trimBody(value) : value));
