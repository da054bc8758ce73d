import { join } from 'node:path';
import type { Settings } from './settings.js';
import { findStoredSecret, storedSecret } from './stored-secret.js';

const NAME = 'jwt';

/** What the server signs with: JWT_SECRET, else a secret of its own that is made in its data folder at the first start. */
export function signingSecrets({ jwtSecrets, dataDir }: Settings): readonly string[] {
  return jwtSecrets.length > 0 ? jwtSecrets : [storedSecret(join(dataDir, 'secrets'), NAME)];
}

/** The same for who is not the server: undefined when it is neither set nor was ever made in that folder. */
export function findSigningSecrets({ jwtSecrets, dataDir }: Settings): readonly string[] | undefined {
  if (jwtSecrets.length > 0) return jwtSecrets;
  const secret = findStoredSecret(join(dataDir, 'secrets'), NAME);
  return secret === undefined ? undefined : [secret];
}
