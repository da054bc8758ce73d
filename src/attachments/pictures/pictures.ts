import { Injectable } from '@nestjs/common';
import { type DrawnPicture, type MadePicture, PictureProcess } from './picture-process.js';

type Work = () => Promise<void>;

/** Draws the pictures that people upload, one after the other: each person's in turn, however many one of them has. */
@Injectable()
export class Pictures {
  /** What waits, by person; the first one's turn is next. */
  private readonly waiting = new Map<string, Work[]>();
  private isWorking = false;

  constructor(private readonly process: PictureProcess) {}

  /** Rejects with NotAPicture. */
  draw(userId: string, path: string, folder: string): Promise<DrawnPicture> {
    return this.inTurn(userId, () => this.process.draw(path, folder));
  }

  /** As squares, the largest first. Rejects with NotAPicture. */
  square(userId: string, path: string, folder: string): Promise<readonly MadePicture[]> {
    return this.inTurn(userId, () => this.process.square(path, folder));
  }

  /** In the size of a logo. Rejects with NotAPicture. */
  logo(userId: string, path: string, folder: string): Promise<readonly MadePicture[]> {
    return this.inTurn(userId, () => this.process.logo(path, folder));
  }

  private inTurn<T>(userId: string, draw: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const work = (): Promise<void> => draw().then(resolve, reject);
      const own = this.waiting.get(userId);
      if (own) own.push(work);
      else this.waiting.set(userId, [work]);
      void this.workThrough();
    });
  }

  private async workThrough(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    for (const [userId, works] of this.waiting) {
      await works.shift()?.();
      // Behind everybody else; a map goes on with what is added while it is walked through.
      this.waiting.delete(userId);
      if (works.length > 0) this.waiting.set(userId, works);
    }
    this.isWorking = false;
  }
}
