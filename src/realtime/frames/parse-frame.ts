import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { defineProblem } from '../../core/errors/domain-error.js';
import { InvalidText, NestedTooDeeply, ValidationFailed } from '../../core/errors/request-problems.js';
import { fieldErrors, refuseInheritedNames } from '../../core/http/request-validation.pipe.js';
import { isNestedTooDeeply, MAX_NESTING, unstorableTexts } from '../../core/http/text.js';
import { plainSend } from './plain-send.js';
import { CLIENT_FRAMES, type ClientFrame, type ClientFrameType } from './client-frames.js';

/** A frame of a type that this server does not know; the socket stays open. */
export class UnknownFrame extends defineProblem('unknown_frame', 400, 'Unknown frame type') {
  constructor() {
    super(`The type of a frame is one of ${Object.keys(CLIENT_FRAMES).join(', ')}.`);
  }
}

/** The JSON object of a frame; undefined when the text is anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
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
  if (isNestedTooDeeply(fields)) throw new NestedTooDeeply(MAX_NESTING);
  const broken = unstorableTexts(fields);
  if (broken.length > 0) throw new InvalidText(broken);
  refuseInheritedNames(fields);
  const frame = plainToInstance<object, Record<string, unknown>>(CLIENT_FRAMES[type], fields);
  const errors = validateSync(frame, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  if (errors.length > 0) throw new ValidationFailed(errors.flatMap((error) => fieldErrors(error, '')));
  return Object.assign(frame, { type }) as ClientFrame;
}

function isKnown(type: string): type is ClientFrameType {
  return Object.hasOwn(CLIENT_FRAMES, type);
}
