import { v7 } from 'uuid';

/** A new UUIDv7: grows with time so that indexes stay dense, and 74 random bits keep it from being guessed. */
export function newId(): string {
  return v7();
}
