import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { PersonalData } from '../../users/personal-data.js';
import { NotificationSettingsDto, type UpdateNotificationSettingsDto } from '../dto/notification-settings.dto.js';
import { NotificationSettingsRepository } from './notification-settings.repository.js';

/** Whether and when people want to be notified. */
@Injectable()
export class NotificationSettingsService implements OnModuleInit {
  constructor(
    private readonly settings: NotificationSettingsRepository,
    private readonly personalData: PersonalData,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.settings.deleteOf(tx, userId));
  }

  async get({ userId }: Principal): Promise<NotificationSettingsDto> {
    return NotificationSettingsDto.of(await this.settings.find(userId));
  }

  async update(
    { userId }: Principal,
    { pausedUntil, ...chosen }: UpdateNotificationSettingsDto,
  ): Promise<NotificationSettingsDto> {
    const given = {
      ...chosen,
      pausedUntil: typeof pausedUntil === 'string' ? new Date(pausedUntil) : pausedUntil,
    };
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return this.work.run(async (tx) => {
      const before = await this.settings.lock(tx, userId);
      await this.settings.update(tx, userId, changes);
      return NotificationSettingsDto.of({ ...before, ...changes });
    });
  }
}
