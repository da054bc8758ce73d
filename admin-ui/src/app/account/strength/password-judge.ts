import { DestroyRef, inject, Injectable } from '@angular/core';
import type { PasswordOwner, PasswordStrength } from '../../../../../src/auth/passwords/password-strength.js';

/** A password as it stands in its field, on its way to the worker. */
export interface TypedPassword {
  readonly turn: number;
  readonly password: string;
  readonly owner: PasswordOwner;
}

/** What the worker says of the password of this turn. */
export interface JudgedPassword {
  readonly turn: number;
  readonly strength: PasswordStrength;
}

/** Judges passwords by the rules of the server, beside the page; its worker is loaded with the first one and ends with its owner. */
@Injectable()
export class PasswordJudge {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (strength: PasswordStrength) => void>();
  private turn = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.worker?.terminate());
  }

  /** Never settles where the worker cannot be loaded: the server judges alone then. */
  judge(password: string, { username, email, firstName, lastName }: PasswordOwner): Promise<PasswordStrength> {
    const turn = ++this.turn;
    const worker = (this.worker ??= this.begin());
    const judged = new Promise<PasswordStrength>((resolve) => this.waiting.set(turn, resolve));
    worker.postMessage({ turn, password, owner: { username, email, firstName, lastName } } satisfies TypedPassword);
    return judged;
  }

  private begin(): Worker {
    const worker = new Worker(new URL('./password-judge.worker', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data: { turn, strength } }: MessageEvent<JudgedPassword>) => {
      this.waiting.get(turn)?.(strength);
      this.waiting.delete(turn);
    });
    return worker;
  }
}
