import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import type { PreferencesDto, UpdatePreferencesDto } from './dto/preferences.dto.js';
import { changeOf, jsonBytes } from './preference-change.js';
import { PreferencesTooLarge, TooManyPreferences } from './preferences.errors.js';
import './preferences.events.js';
import { MAX_PREFERENCES, MAX_PREFERENCES_BYTES } from './preferences.limits.js';
import { PreferencesRepository } from './preferences.repository.js';

/** Keeps what people chose for themselves, so that it holds on all their devices. By key the last writer wins. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly preferences: PreferencesRepository,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /** What this person chose; nothing while nothing was ever chosen. */
  async get({ userId }: Pick<Principal, 'userId'>): Promise<PreferencesDto> {
    return (await this.preferences.find(userId)) ?? { values: {}, version: 0 };
  }

  /**
   * Changes the named keys and answers what holds then. Throws ValidationFailed, and TooManyPreferences or
   * PreferencesTooLarge when there is no room beside what is kept already.
   */
  async update(principal: Principal, { values }: UpdatePreferencesDto): Promise<PreferencesDto> {
    const { userId } = principal;
    const change = changeOf(values);
    const changed = await this.work.run(async (tx) => {
      const row = await this.preferences.merge(tx, userId, change);
      if (!row) return undefined;
      if (Object.keys(row.values).length > MAX_PREFERENCES) throw new TooManyPreferences();
      if (jsonBytes(row.values) > MAX_PREFERENCES_BYTES) throw new PreferencesTooLarge();
      tx.afterCommit(() => this.events.emit('preferences.updated', { userId, ...row }));
      return row;
    });
    return changed ?? this.get(principal);
  }
}
