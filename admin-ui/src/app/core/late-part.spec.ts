import { describe, expect, it } from 'vitest';
import { latePart } from './late-part';

describe('code that comes when it is first needed', () => {
  it('is there once it came', async () => {
    const part = latePart(() => Promise.resolve({}));
    const before = part.isThere();

    const came = await part.fetch();

    expect([before, came, part.isThere()]).toEqual([false, true, true]);
  });

  it('is asked for again after it could not be fetched', async () => {
    const answers = [Promise.reject(new TypeError('offline')), Promise.resolve({})];
    const part = latePart(() => answers.shift() ?? Promise.reject(new Error('asked too often')));

    const came = [await part.fetch(), await part.fetch()];

    expect(came).toEqual([false, true]);
    expect(part.isThere()).toBe(true);
  });
});
