import { Injectable, signal } from '@angular/core';
import { deviceStorage } from '../core/device-storage';

const KEY = 'parley.sound-speed';
const SPEEDS = [1, 1.5, 2] as const;

/** What all players share: one of them plays at a time, and all at the speed that was chosen on this device. */
@Injectable({ providedIn: 'root' })
export class PlayingSound {
  private readonly chosen = signal<number>(remembered());
  readonly speed = this.chosen.asReadonly();
  private playing?: HTMLMediaElement;

  /** This one plays: the one before is paused. */
  begin(sound: HTMLMediaElement): void {
    if (this.playing !== sound) this.pause();
    this.playing = sound;
  }

  pause(): void {
    this.playing?.pause();
    this.playing = undefined;
  }

  /** The next one, from the fastest to the slowest. */
  changeSpeed(): void {
    this.chosen.update((speed) => SPEEDS[(SPEEDS.findIndex((one) => one === speed) + 1) % SPEEDS.length] ?? 1);
    try {
      deviceStorage().setItem(KEY, String(this.chosen()));
    } catch {
      // Switched off or full: then it lasts as long as the page.
    }
  }
}

function remembered(): number {
  try {
    const kept = Number(deviceStorage().getItem(KEY));
    return SPEEDS.find((speed) => speed === kept) ?? 1;
  } catch {
    return 1;
  }
}
