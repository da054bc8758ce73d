import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';

/** Which sessions of a person end: one of them, or all but one. */
export interface EndingSessions {
  readonly userId: string;
  readonly sessionId?: string | undefined;
  readonly exceptSessionId?: string | undefined;
}

type Eraser = (tx: Tx, ending: EndingSessions) => Promise<void>;

/** What features keep for as long as a session lasts, such as where its device is notified. Each registers how its own goes. */
@Injectable()
export class SessionData {
  private readonly erasers: Eraser[] = [];

  /** To be called in `onModuleInit`; it runs within the transaction that ends the sessions. */
  onEnd(erase: Eraser): void {
    this.erasers.push(erase);
  }

  async erase(tx: Tx, ending: EndingSessions): Promise<void> {
    for (const erase of this.erasers) await erase(tx, ending);
  }
}
