import { vi } from 'vitest';

/** Less than a test may take, more than a busy machine needs. */
const WITHIN_MS = 4_500;

/** Repeats an expectation until it holds; after a while its last failure is the test's. */
export function eventually<T>(expectation: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(expectation, { timeout: WITHIN_MS });
}
