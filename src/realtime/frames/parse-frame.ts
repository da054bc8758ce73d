import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { defineProblem } from '../../core/errors/domain-error.js';
import { InvalidText } from '../../core/errors/request-problems.js';
import { checkJson } from '../../core/http/json-limits.js';
import { fieldErrors, refusalOf, separateFields } from '../../core/http/request-validation.pipe.js';
import { unstorableTexts } from '../../core/http/text.js';
import { plainSend } from '../conversations/plain-send.js';
import { CLIENT_FRAMES, type ClientFrame, type ClientFrameType } from './client-frames.js';

/** A frame of a type that this server does not know; the socket stays open. */
export class UnknownFrame extends defineProblem('unknown_frame', 400, 'Unknown frame type') {
  constructor() {
    super(`The type of a frame is one of ${Object.keys(CLIENT_FRAMES).join(', ')}.`);
  }
}

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

/** Checks a frame against its type, as the HTTP side checks bodies; throws the same problems. */
export function checkFrame(value: Record<string, unknown>): ClientFrame {
  return plainSend(value) ?? checkByRules(value);
}

/** Checks a frame rule by rule. */
export function checkByRules(value: Record<string, unknown>): ClientFrame {
  const { type, ...fields } = value;
  if (typeof type !== 'string' || !isKnown(type)) throw new UnknownFrame();
  const broken = unstorableTexts(fields);
  if (broken.length > 0) throw new InvalidText(broken);
  const { known, errors } = separateFields(CLIENT_FRAMES[type], fields);
  const frame = plainToInstance<object, Record<string, unknown>>(CLIENT_FRAMES[type], known);
  const broke = validateSync(frame, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  errors.push(...broke.flatMap((error) => fieldErrors(error, '')));
  if (errors.length > 0) throw refusalOf(errors);
  return frame as ClientFrame;
}

function isKnown(type: string): type is ClientFrameType {
  return Object.hasOwn(CLIENT_FRAMES, type);
}
