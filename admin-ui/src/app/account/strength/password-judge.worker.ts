import { strengthOf } from '../../../../../src/auth/passwords/password-strength.js';
import type { JudgedPassword, TypedPassword } from './password-judge';

// In a file of its own, with dictionaries of more than a megabyte that nobody else waits for.
addEventListener('message', ({ data: { turn, password, owner } }: MessageEvent<TypedPassword>) => {
  postMessage({ turn, strength: strengthOf(password, owner) } satisfies JudgedPassword);
});
