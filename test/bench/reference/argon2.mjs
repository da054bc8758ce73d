// Comparing passwords and nothing else, as many at once as there are cores.
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { answering } from '../ground/answering.mjs';

const SECOND_MS = 1_000;

async function verifyFor({ password, hashed, seconds }) {
  const end = performance.now() + seconds * SECOND_MS;
  let count = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      while (performance.now() < end) {
        await verify(hashed, password);
        count++;
      }
    }),
  );
  return count / seconds;
}

answering({
  verifyFor,
  hash: ({ password }) => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
});
