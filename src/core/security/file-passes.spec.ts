import { describe, expect, it } from '@jest/globals';
import { FilePasses } from './file-passes.js';

const OLD = 'an old secret of at least 32 bytes, for passes';
const passes = new FilePasses({ jwtSecrets: ['a secret of at least 32 bytes, for passes', OLD] });
const holder = {
  userId: '01a21894-7a2e-721c-91ac-9018b1eca4d4',
  sessionId: '01a21894-7a8a-72f6-bb4d-273524d6638d',
};
const noon = Date.UTC(2027, 0, 1, 12);
const DAY = 86_400_000;

describe('a pass', () => {
  it('for a path opens that path alone', () => {
    const pass = passes.forPath(holder, '/one', noon);

    expect(passes.read(pass, '/one', noon)).toMatchObject(holder);
    expect(passes.read(pass, '/two', noon)).toBeUndefined();
    expect(passes.read(pass, undefined, noon)).toBeUndefined();
  });

  it('for all files is none for a path', () => {
    const pass = passes.forAll(holder, noon + DAY);

    expect(passes.read(pass, undefined, noon)).toMatchObject({ ...holder, expiresAt: noon + DAY });
    expect(passes.read(pass, '/one', noon)).toBeUndefined();
  });

  it('is the same all day, and good for a day after it', () => {
    const pass = passes.forPath(holder, '/one', noon);

    expect(passes.forPath(holder, '/one', noon + DAY / 3)).toBe(pass);
    expect(passes.forPath(holder, '/one', noon + DAY)).not.toBe(pass);
    expect(passes.read(pass, '/one', noon + DAY)).toBeDefined();
    expect(passes.read(pass, '/one', noon + 2 * DAY)).toBeUndefined();
  });

  it('that was changed or made up opens nothing', () => {
    const pass = passes.forPath(holder, '/one', noon);
    const later = pass.replace(/\.(\d+)\./, (_, seconds: string) => `.${Number(seconds) + 1}.`);

    for (const wrong of [later, pass.slice(1), `${pass}x`, '', 'x.y.z', pass.replace('01a2', '01a3')]) {
      expect(passes.read(wrong, '/one', noon)).toBeUndefined();
    }
  });

  it('is good while its secret is being replaced, and not after it', () => {
    const pass = new FilePasses({ jwtSecrets: [OLD] }).forPath(holder, '/one', noon);

    expect(passes.read(pass, '/one', noon)).toMatchObject(holder);
    expect(
      new FilePasses({ jwtSecrets: ['another secret of at least 32 bytes'] }).read(pass, '/one', noon),
    ).toBeUndefined();
  });
});
