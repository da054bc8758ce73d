import { describe, expect, it } from '@jest/globals';
import { type DrawnPicture, NotAPicture, type PictureProcess } from './picture-process.js';
import { Pictures } from './pictures.js';

/** Draws when it is told to, one after the other. */
function heldProcess() {
  const drawn: string[] = [];
  let release: () => void = () => undefined;
  const process = {
    draw: async (path: string): Promise<DrawnPicture> => {
      await new Promise<void>((resolve) => (release = resolve));
      drawn.push(path);
      if (path === 'broken') throw new NotAPicture();
      return { file: path, mediaType: undefined };
    },
  } as unknown as PictureProcess;
  return { drawn, process, next: () => release() };
}

describe('pictures that wait to be opened', () => {
  it('are opened one after the other, each person in turn', async () => {
    const { drawn, process, next } = heldProcess();
    const pictures = new Pictures(process);
    const all = ['ana a1', 'ana a2', 'ana a3', 'ben b1', 'ben b2'].map((one) => {
      const [person = '', path = ''] = one.split(' ');
      return pictures.draw(person, path, '');
    });

    while (drawn.length < all.length) {
      next();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(all);

    expect(drawn).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('go on behind one that is broken', async () => {
    const { process, next } = heldProcess();
    const pictures = new Pictures(process);
    const broken = pictures.draw('ana', 'broken', '');
    const good = pictures.draw('ana', 'good', '');

    next();
    await expect(broken).rejects.toBeInstanceOf(NotAPicture);
    await new Promise((resolve) => setImmediate(resolve));
    next();

    await expect(good).resolves.toMatchObject({ file: 'good' });
  });
});
