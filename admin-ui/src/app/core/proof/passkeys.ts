/** How asking for a passkey went: what it answered, or that whoever was asked did not want to, or could not. */
export type PasskeyAnswer = { readonly [key: string]: unknown } | 'not-given' | 'known-already';

/** Whether this browser, at this address, has passkeys and knows how the server writes about them. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Has one of the passkeys on this device, or on one beside it, sign what the server asked. */
export async function signWithPasskey(options: object): Promise<PasskeyAnswer> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(() => navigator.credentials.get({ publicKey }));
}

/** Has this device, or one beside it, make a passkey. */
export async function makePasskey(options: object): Promise<PasskeyAnswer> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return answerOf(() => navigator.credentials.create({ publicKey }));
}

/** Browsers say the same of a refusal, a time that is over, and a device that has none. */
async function answerOf(ask: () => Promise<Credential | null>): Promise<PasskeyAnswer> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? { ...(credential.toJSON() as object) } : 'not-given';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'InvalidStateError' ? 'known-already' : 'not-given';
  }
}
