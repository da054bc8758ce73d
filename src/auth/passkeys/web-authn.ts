import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import type { Account } from '../../users/account.js';
import { displayNameOf } from '../../users/account.js';
import { PasskeysOff } from '../second-factor/second-factor.errors.js';
import type { Passkey } from './passkey.entity.js';

/** ES256, EdDSA and RS256: left to itself, the library would first offer one that only the newest Node can check. */
const ALGORITHMS = [-7, -8, -257];
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
type Transport = (typeof TRANSPORTS)[number];

/** As WebAuthn allows: 1,023 bytes, in base64url. */
const MAX_ID_LENGTH = 1_364;

/** What a passkey was found to be. */
export type NewCredential = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

/** What is asked of the browser, as WebAuthn writes it. */
export type PasskeyOptions = Record<string, unknown> & { readonly challenge: string };

/**
 * WebAuthn. Whom a passkey belongs to and which pages may use it follows from PUBLIC_URL alone, never from what a request says:
 * without it there are none.
 */
@Injectable()
export class WebAuthn {
  private readonly url: URL | undefined;

  constructor(@Inject(APP_SETTINGS) { publicUrl }: Pick<Settings, 'publicUrl'>) {
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    // Browsers take a name, not an address.
    this.url = url && isIP(url.hostname.replaceAll(/[[\]]/g, '')) === 0 ? url : undefined;
  }

  get isOn(): boolean {
    return this.url !== undefined;
  }

  /** Throws PasskeysOff. */
  async registrationOptions(account: Account, name: string, present: readonly Passkey[]): Promise<PasskeyOptions> {
    return asOptions(
      await generateRegistrationOptions({
        rpName: name,
        rpID: this.here.hostname,
        userName: account.username,
        userDisplayName: displayNameOf(account),
        userID: Uint8Array.from(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: present.map(descriptorOf),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    );
  }

  /** Throws PasskeysOff; undefined when it is not an answer to this challenge from a page of ours. */
  async verifyRegistration(response: object, expectedChallenge: string): Promise<NewCredential | undefined> {
    const { hostname, origin } = this.here;
    const verdict = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch(() => undefined);
    if (!verdict?.verified) return undefined;
    const { id, publicKey, counter, transports = [] } = verdict.registrationInfo.credential;
    if (id.length > MAX_ID_LENGTH) return undefined;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey),
      counter,
      transports: TRANSPORTS.filter((one) => transports.includes(one)),
    };
  }

  /** For one of these passkeys, or for whichever one the person picks. Throws PasskeysOff. */
  async signInOptions(passkeys: readonly Passkey[] = []): Promise<PasskeyOptions> {
    return asOptions(
      await generateAuthenticationOptions({
        rpID: this.here.hostname,
        userVerification: 'required',
        allowCredentials: passkeys.map(descriptorOf),
      }),
    );
  }

  /** The new counter; undefined when this passkey did not sign this challenge on a page of ours. Throws PasskeysOff. */
  async verifySignIn(response: object, expectedChallenge: string, passkey: Passkey): Promise<number | undefined> {
    const { hostname, origin } = this.here;
    const verdict = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
      // The counter is judged by the caller, who has it on record.
      credential: { id: passkey.credentialId, publicKey: Uint8Array.from(passkey.publicKey), counter: 0 },
      requireUserVerification: true,
    }).catch(() => undefined);
    return verdict?.verified ? verdict.authenticationInfo.newCounter : undefined;
  }

  private get here(): URL {
    if (!this.url) throw new PasskeysOff();
    return this.url;
  }
}

function descriptorOf({ credentialId, transports }: Passkey): { id: string; transports: Transport[] } {
  return { id: credentialId, transports: TRANSPORTS.filter((one) => transports.includes(one)) };
}

function asOptions(options: { readonly challenge: string }): PasskeyOptions {
  return JSON.parse(JSON.stringify(options)) as PasskeyOptions;
}
