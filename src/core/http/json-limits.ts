import { NestedTooDeeply, TooManyFields } from '../errors/request-problems.js';

/** How much may be in a JSON text before it is parsed. */
export interface JsonLimits {
  /** Fields of all its objects together. */
  readonly fields: number;
  /** Values of all its arrays and objects together. */
  readonly values: number;
}

/** Arrays and objects inside each other; whatever walks through a value could otherwise be sent deeper than the stack is. */
export const MAX_NESTING = 32;

/** Five times what any request or frame has; one that needs more says so with `@BodyFields`. */
export const USUAL_LIMITS: JsonLimits = { fields: 64, values: 1_000 };

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Counts what is in a JSON text in one pass, so that what follows (parsing, and rules at a hundred times its cost) never
 * meets more than the limits. Whether it is JSON at all is for the parser to say.
 */
export function checkJson(text: string, limits: JsonLimits = USUAL_LIMITS): void {
  let depth = 0;
  let fields = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = endOfString(text, at);
    else if (char === COMMA) values++;
    else if (char === COLON) fields++;
    else if (char === OPEN_ARRAY || char === OPEN_OBJECT) depth++;
    else if (char === CLOSE_ARRAY || char === CLOSE_OBJECT) depth--;
    if (depth > MAX_NESTING) throw new NestedTooDeeply(MAX_NESTING);
    if (fields > limits.fields || values > limits.values) throw new TooManyFields(limits.fields, limits.values);
  }
}

/** The place of the quote that ends the string which begins at `start`; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
