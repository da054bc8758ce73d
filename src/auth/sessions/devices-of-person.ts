import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../../users/personal-data.js';
import { KnownDevicesRepository } from '../sign-in/known-devices.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** From where somebody signed in goes with their name; that a session ended, and why, is still answered. */
@Injectable()
export class DevicesOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly sessions: SessionsRepository,
    private readonly devices: KnownDevicesRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase(async (tx, userId) => {
      await this.sessions.forgetOrigins(tx, userId);
      await this.devices.deleteOf(tx, userId);
    });
  }
}
