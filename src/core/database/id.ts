import { v4, v7 } from 'uuid';

/** A new UUIDv7: grows with time so that indexes stay dense, and 74 random bits keep it from being guessed. */
export function newId(): string {
  return v7();
}

/** A new UUIDv4, for what may be shown to people who are not to know how long it has been there. */
export function timelessId(): string {
  return v4();
}
