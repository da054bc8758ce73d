import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

type Bytes = Uint8Array<ArrayBuffer>;

/** A photo as a phone makes it: turned, and with where it was taken. */
export async function photo(width = 1_200, height = 800): Promise<Bytes> {
  const gradient = sharp({
    create: { width, height, channels: 3, background: '#3366aa', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });
  return new Uint8Array(
    await gradient
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitude: '52/1 31/1 12/1', GPSLatitudeRef: 'N' } })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
}

/** Three thirds side by side, red, green above yellow, and blue, that are to be seen turned to the right. */
export async function thirds(): Promise<Bytes> {
  const part = (left: number, top: number, height: number, background: string) => ({
    input: { create: { width: 300, height, channels: 3 as const, background } },
    left,
    top,
  });
  const [red, blue] = [part(0, 0, 300, '#f00'), part(600, 0, 300, '#00f')];
  const canvas = sharp({ create: { width: 900, height: 300, channels: 3, background: '#fff' } });
  return new Uint8Array(
    await canvas
      .composite([red, part(300, 0, 150, '#0f0'), part(300, 150, 150, '#ff0'), blue])
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'Secret Camera' } })
      .jpeg({ quality: 95 })
      .toBuffer(),
  );
}

/** A PNG that says it has so many pixels, in some hundred bytes. */
export function claimedPng(width: number, height: number): Bytes {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, sum, content] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), data])];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, sum]);
  };
  const chunks = [chunk('IHDR', size), chunk('IDAT', deflateSync(Buffer.alloc(100))), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]));
}

/** A GIF of so many frames. */
export async function movingGif(frames: number, width = 8, height = 8): Promise<Bytes> {
  const raw = Buffer.alloc(width * height * frames * 3);
  for (let at = 0; at < raw.length; at++) raw[at] = (at * 7) % 256;
  const strip = sharp(raw, { raw: { width, height: height * frames, channels: 3, pageHeight: height } });
  return new Uint8Array(await strip.gif({ loop: 0 }).toBuffer());
}
