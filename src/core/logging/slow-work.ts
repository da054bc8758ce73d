import type { LoggerService } from '@nestjs/common';

const FIRST_WORD_AFTER = 2_000;
const THEN_EVERY = 5_000;

/** Does the work, and says that it is going on for as long as it takes more than two seconds. */
export async function reportSlow<T>(logger: LoggerService, what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  let timer = setTimeout(function tell() {
    logger.log(`${what}: ${Math.round((performance.now() - start) / 1000)} s so far`);
    timer = setTimeout(tell, THEN_EVERY);
  }, FIRST_WORD_AFTER);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
