import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { hashOf, newCapability } from '../../core/security/capability.js';
import { KnownDevicesRepository } from './known-devices.repository.js';

const TRUST_MS = 30 * 24 * 60 * 60 * 1_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Devices that signed in before: they are not held up while somebody else guesses the account's password. */
@Injectable()
export class KnownDevices {
  constructor(private readonly devices: KnownDevicesRepository) {}

  /** A name for the device if the account has signed in from it before. */
  async recognise(deviceToken: string | undefined, userId: string | undefined): Promise<string | undefined> {
    // Also asked without a token and for nobody, so that the time tells neither what a token is good for nor whether
    // there is such an account.
    const tokenHash = hashOf(deviceToken ?? '');
    return (await this.devices.isKnown(tokenHash, userId ?? NOBODY)) ? tokenHash : undefined;
  }

  /**
   * The token by which the device is recognised next time: its own if this server gave it one, else a new one; and whether this
   * person, who used others, comes from it for the first time.
   */
  async remember(
    tx: Tx,
    userId: string,
    deviceToken: string | undefined,
  ): Promise<{ readonly token: string; readonly isUnheardOf: boolean }> {
    const isOurs = deviceToken !== undefined && (await this.devices.isIssued(tx, hashOf(deviceToken)));
    // A token from elsewhere is not taken over: whoever put it there would know it.
    const token = isOurs ? deviceToken : newCapability();
    return { token, isUnheardOf: await this.devices.save(tx, hashOf(token), userId) };
  }

  /** Whether the person said on this device that it may go without a second factor, not too long ago. */
  async isTrusted(tx: Tx, userId: string, deviceToken: string | undefined): Promise<boolean> {
    return deviceToken !== undefined && this.devices.isTrusted(tx, hashOf(deviceToken), userId);
  }

  /** As `remember`, and no second factor is asked for on it for thirty days. */
  async trust(
    tx: Tx,
    userId: string,
    deviceToken: string | undefined,
  ): Promise<{ readonly token: string; readonly isUnheardOf: boolean }> {
    const isKnown = deviceToken !== undefined && (await this.devices.isKnown(hashOf(deviceToken), userId));
    // Always a new one: whoever put the old one there, on purpose or by using the same browser, would know it.
    const token = newCapability();
    const isNew = await this.devices.save(tx, hashOf(token), userId);
    await this.devices.trust(tx, hashOf(token), userId, new Date(Date.now() + TRUST_MS));
    return { token, isUnheardOf: isNew && !isKnown };
  }

  /** Whether somebody who used devices before comes from another one, which shall not be remembered. */
  async isUnheardOf(tx: Tx, userId: string, deviceToken: string | undefined): Promise<boolean> {
    if (deviceToken !== undefined && (await this.devices.isKnown(hashOf(deviceToken), userId))) return false;
    return this.devices.isAnyOf(tx, userId);
  }
}
