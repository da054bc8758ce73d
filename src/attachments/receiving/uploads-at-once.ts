import { RateLimited } from '../../core/errors/request-problems.js';
import { MAX_UPLOADS_AT_ONCE } from '../attachment-limits.js';

const RETRY_AFTER_SECONDS = 5;

/** Bounds how many uploads of each person are under way here: each is a file on the disk that does not count yet. */
export class UploadsAtOnce {
  private readonly underWay = new Map<string, number>();

  /** Throws RateLimited where too many are under way. */
  async run<T>(userId: string, upload: () => Promise<T>): Promise<T> {
    const count = this.underWay.get(userId) ?? 0;
    if (count >= MAX_UPLOADS_AT_ONCE) {
      throw new RateLimited('Too many of your files are being uploaded. Wait for some of them.', RETRY_AFTER_SECONDS, {
        RateLimit: `"uploads";r=0;t=${RETRY_AFTER_SECONDS}`,
        'RateLimit-Policy': `"uploads";q=${MAX_UPLOADS_AT_ONCE};w=${RETRY_AFTER_SECONDS}`,
      });
    }
    this.underWay.set(userId, count + 1);
    try {
      return await upload();
    } finally {
      const left = (this.underWay.get(userId) ?? 1) - 1;
      if (left > 0) this.underWay.set(userId, left);
      else this.underWay.delete(userId);
    }
  }
}
