import { isUUID } from 'class-validator';
import { hasVisibleText, isStorableText, trimBody } from '../../core/http/text.js';
import { MAX_BODY_LENGTH } from '../../messages/message-limits.js';
import { isRef } from '../frames/ref.js';
import { SendFrame } from './messages.frames.js';

/** With its type. */
const FIELDS = 5;

/**
 * A send as nearly all are: without subject or reply, and nothing wrong with it. Undefined says nothing; whatever is not
 * that plain has to pass rule by rule, at ten times the cost.
 */
export function plainSend(value: Readonly<Record<string, unknown>>): SendFrame | undefined {
  const { ref, conversationId, clientId, body } = value;
  if (Object.keys(value).length !== FIELDS || !isRef(ref)) return undefined;
  if (!isId(conversationId) || !isId(clientId) || typeof body !== 'string' || !isStorableText(body)) return undefined;
  if (typeof ref === 'string' && !isStorableText(ref)) return undefined;
  const text = trimBody(body);
  // A text of so many UTF-16 units has no more code points.
  if (text.length > MAX_BODY_LENGTH || !hasVisibleText(text)) return undefined;
  return Object.assign(new SendFrame(), { ref, conversationId, clientId, body: text });
}

/** As `IsUUID` judges it, which the other sends have to pass. */
function isId(value: unknown): value is string {
  return isUUID(value);
}
