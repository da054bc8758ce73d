import { describe, expect, it } from 'vitest';
import { latePart } from './late-part';

describe('code that comes when it is first needed', () => {
  it('is there once it came', async () => {
    const part = latePart(() => Promise.resolve({}));
    const before = part.isThere();

    const came = await part.fetch();

    expect([before, came, part.isThere()]).toEqual([false, true, true]);
  });

  it('is not there when it could not be fetched, and whoever asked for it knows', async () => {
    const part = latePart(() => Promise.reject(new TypeError('offline')));

    const came = await part.fetch();

    expect([came, part.isThere()]).toEqual([false, false]);
  });
});
