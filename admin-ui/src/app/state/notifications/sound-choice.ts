import { Injectable } from '@angular/core';
import { oneOf, preference } from '../../core/preferences/preference';
import { type Sound, SOUNDS } from './sounds';

export const SOUND_CHOICES = ['none', ...SOUNDS] as const;

/** What is heard of a new message while the app is open; nothing unless somebody chose it. */
@Injectable({ providedIn: 'root' })
export class SoundChoice {
  readonly sound = preference<Sound | 'none'>('notifications.sound', 'none', oneOf(SOUND_CHOICES));
}
