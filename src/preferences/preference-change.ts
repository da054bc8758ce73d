import { type FieldError, ValidationFailed } from '../core/errors/request-problems.js';
import { clip, escapePointer } from '../core/http/text.js';
import { MAX_PREFERENCE_BYTES } from './preferences.limits.js';

/** What a preference may be called. */
export const PREFERENCE_KEY = /^[a-z][a-zA-Z0-9.]{0,63}$/;

/** What is to be kept under which keys, and under which nothing any more. */
export interface PreferenceChange {
  readonly kept: Readonly<Record<string, unknown>>;
  readonly forgotten: readonly string[];
}

/** The change that was asked for. Throws ValidationFailed, which names every key and every value that cannot be kept. */
export function changeOf(values: Readonly<Record<string, unknown>>): PreferenceChange {
  const errors = Object.entries(values).flatMap(([key, value]) => wrongIn(key, value));
  if (errors.length > 0) throw new ValidationFailed(errors);
  const all = Object.entries(values);
  return {
    kept: Object.fromEntries(all.filter(([, value]) => !isNothing(value))),
    forgotten: all.filter(([, value]) => isNothing(value)).map(([key]) => key),
  };
}

/** A number beyond all bounds is nothing too, once it is written. */
function isNothing(value: unknown): boolean {
  return JSON.stringify(value) === 'null';
}

/** So much room a value takes where it is kept and on its way. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function wrongIn(key: string, value: unknown): FieldError[] {
  const pointer = `/values/${escapePointer(clip(key))}`;
  // What every object has of itself is lost wherever values are copied.
  if (!PREFERENCE_KEY.test(key) || key in Object.prototype) {
    const detail =
      key in Object.prototype
        ? `Nothing may be called ${key}.`
        : 'A key begins with a small letter and has at most 64 letters, digits and dots.';
    return [{ pointer, code: 'invalid_key', detail }];
  }
  if (jsonBytes(value) <= MAX_PREFERENCE_BYTES) return [];
  return [{ pointer, code: 'too_large', detail: `${key} may have at most ${MAX_PREFERENCE_BYTES} bytes as JSON.` }];
}
