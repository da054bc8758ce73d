import { type FieldError, ValidationFailed } from '../errors/request-problems.js';
import { clip, escapePointer } from './text.js';

/** They would change what objects are made of: parsers and pipes drop them without a word, so they are refused before. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Throws ValidationFailed, which names every key that nothing may be called, however deep it is. */
export function refuseForbiddenKeys(value: unknown): void {
  const errors = forbiddenKeys(value, '');
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** The same of a text that the parser refused; nothing where it is no JSON at all. */
export function refuseForbiddenKeysIn(json: string): void {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return;
  }
  refuseForbiddenKeys(value);
}

function forbiddenKeys(value: unknown, parent: string): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const pointer = `${parent}/${escapePointer(clip(key))}`;
    if (!FORBIDDEN.includes(key)) return forbiddenKeys(inner, pointer);
    return [{ pointer, code: 'invalid_key', detail: `Nothing may be called ${key}.` }];
  });
}
