import { inject, Injectable, InjectionToken } from '@angular/core';
import type { ProofMethod } from '../problem';

/** Asks whoever is here to prove it by one of these; true when they did. */
export const ASK_IDENTITY = new InjectionToken<(methods: readonly ProofMethod[]) => Promise<boolean>>('ASK_IDENTITY');

/** Somebody who is signed in proves once more who they are, for as many requests as wait for it. */
@Injectable({ providedIn: 'root' })
export class IdentityCheck {
  private readonly askIdentity = inject(ASK_IDENTITY);
  private asking: Promise<boolean> | undefined;

  /** True when they did; whoever asks meanwhile gets the same answer. */
  ask(methods: readonly ProofMethod[]): Promise<boolean> {
    this.asking ??= this.askIdentity(methods).finally(() => (this.asking = undefined));
    return this.asking;
  }
}
