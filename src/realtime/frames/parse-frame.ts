import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidText } from '../../core/errors/request-problems.js';
import { checkJson } from '../../core/http/json-limits.js';
import { fieldErrors, refusalOf, separateFields } from '../../core/http/request-validation.pipe.js';
import { unstorableTexts } from '../../core/http/text.js';
import type { FrameClass } from './frame-classes.js';

/** The JSON object of a frame; undefined when the text is anything else. Throws when there is more in it than in any frame. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  checkJson(text);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // Not JSON at all: the caller closes the socket as for any other text that is no object.
    return undefined;
  }
}

/** Checks a frame rule by rule against its class, as the HTTP side checks bodies; throws the same problems. */
export function checkFrame<Frame extends object>(
  frameClass: FrameClass<Frame>,
  value: Readonly<Record<string, unknown>>,
): Frame {
  const { type: _, ...fields } = value;
  const broken = unstorableTexts(fields);
  if (broken.length > 0) throw new InvalidText(broken);
  const { known, errors } = separateFields(frameClass, fields);
  const frame = plainToInstance<Frame, Record<string, unknown>>(frameClass, known);
  const broke = validateSync(frame, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  errors.push(...broke.flatMap((error) => fieldErrors(error, '')));
  if (errors.length > 0) throw refusalOf(errors);
  return frame;
}
