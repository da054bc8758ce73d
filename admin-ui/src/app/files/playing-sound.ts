import { Injectable, type Signal } from '@angular/core';
import { oneOf, preference } from '../core/preferences/preference';

const SPEEDS = [1, 1.5, 2] as const;
type Speed = (typeof SPEEDS)[number];

/** What all players share: one of them plays at a time, and all at the speed that was chosen. */
@Injectable({ providedIn: 'root' })
export class PlayingSound {
  private readonly chosen = preference<Speed>('soundSpeed', 1, oneOf(SPEEDS));
  readonly speed: Signal<number> = this.chosen;
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
    this.chosen.set(SPEEDS[(SPEEDS.indexOf(this.chosen()) + 1) % SPEEDS.length]);
  }
}
