import { describe, expect, it } from 'vitest';
import { layoutOf, ofOutgoing, type ShownFile } from './shown-file';

const file = (mediaType: string, width?: number, height?: number): ShownFile =>
  ofOutgoing({ id: 'f', name: 'f', size: 1, alt: '', mediaType, ...(width && height && { width, height }) });

describe('the files of a message', () => {
  it('take no place where there are none', () => expect(layoutOf([])).toBeUndefined());

  it.each([
    [800, 600, 4 / 3, 320],
    [600, 800, 0.75, 270],
    [8_000, 100, 2.4, 320],
    [400, 8_000, 0.6, 216],
    [120, 60, 2, 120],
    [8, 8, 1, 48],
  ])('are one picture of %d × %d in its shape, within bounds', (width, height, ratio, shown) => {
    expect(layoutOf([file('image/png', width, height)])).toMatchObject({ columns: 1, ratio, width: shown });
  });

  it.each([
    [2, 2, 2],
    [3, 3, 3],
    [4, 2, 1],
    [5, 3, 1.5],
    [20, 3, 3 / 7],
  ])('are %d pictures in %d columns', (count, columns, ratio) => {
    const pictures = Array.from({ length: count }, () => file('image/jpeg', 10, 10));

    expect(layoutOf(pictures)).toMatchObject({ columns, ratio });
  });

  it('are film and sound with a player, and anything else as a line below the pictures', () => {
    const layout = layoutOf([
      file('application/pdf'),
      file('video/mp4'),
      file('audio/webm;codecs=opus'),
      file('image/heic'),
      file('image/png', 10, 10),
    ]);

    expect(layout?.pictures).toHaveLength(1);
    expect(layout?.others.map(({ kind, height }) => [kind, height])).toEqual([
      ['file', 56],
      ['video', 180],
      ['audio', 54],
      ['file', 56],
    ]);
  });
});
