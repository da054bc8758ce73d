import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';

/** Takes away, within the transaction, what a feature keeps of one person for that person alone. */
type Eraser = (tx: Tx, userId: string) => Promise<void>;

/** What features keep of people for themselves: drafts, what they saved, what they chose. Each registers how its own goes. */
@Injectable()
export class PersonalData {
  private readonly erasers: Eraser[] = [];

  onErase(erase: Eraser): void {
    this.erasers.push(erase);
  }

  /** All of it, for good; what others see of the person's messages stays. */
  async erase(tx: Tx, userId: string): Promise<void> {
    for (const erase of this.erasers) await erase(tx, userId);
  }
}
