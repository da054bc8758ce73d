// The process that opens pictures of people (PictureProcess): whatever a decoder does wrong, it does here. It is given
// { task, path, folder } and answers with what is in the picture and with which files it left in the folder.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { withoutMetadata } from './strip-metadata.mjs';

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}File`) });
// The steps after the first one work on what is in memory, and on files of ours.

const MAX_PIXELS = 100_000_000;
/** Their decoders hold the whole picture several times. */
const MAX_PIXELS_OF = { gif: 25_000_000, heif: 25_000_000 };
const MAX_FRAMES = 1_000;
/** Of all frames together: whoever looks at it decodes them. */
const MAX_MOVING_PIXELS = 1_000_000_000;
const LONGEST_SIDE = 1_600;
const SIZES = [
  { width: 1_600, fit: 'inside', quality: 80 },
  { width: 640, fit: 'inside', quality: 75 },
  { width: 160, fit: 'cover', quality: 75 },
];
const EFFORT = 3;
/** Of pictures of people and groups, which are shown in a circle: for a profile, and for lists. */
const SQUARES = [384, 96];
/** Of a logo, which is as wide as it is: twice as large as it is shown. */
const LOGO = { width: 640, height: 192 };

/** What is refused, as opposed to what fails. */
class Refused extends Error {}

function check({ format, width, height, pageHeight, pages = 1 }) {
  if (!width || !height) throw new Refused();
  const pixels = width * (pageHeight ?? height);
  if (pixels > (MAX_PIXELS_OF[format] ?? MAX_PIXELS)) throw new Refused();
  if (pages > MAX_FRAMES || pixels * pages > MAX_MOVING_PIXELS) throw new Refused();
}

async function clean(path, folder, { format, orientation, exif, xmp, iptc }) {
  const original = await readFile(path);
  const stripped = withoutMetadata(original, format, orientation);
  const file = join(folder, 'clean');
  if (stripped) {
    await writeFile(file, stripped, { mode: 0o600 });
    return { file, mediaType: undefined };
  }
  if (!exif && !xmp && !iptc) return { file: path, mediaType: undefined };
  await sharp(path, INPUT).autoOrient().webp({ quality: 90, effort: EFFORT }).toFile(file);
  return { file, mediaType: 'image/webp' };
}

const INPUT = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true };

async function draw(path, folder, { format, pages = 1, autoOrient, pageHeight }) {
  const { data, info } = await sharp(path, INPUT)
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const width = autoOrient.width;
  const height = pageHeight ?? autoOrient.height;
  const thumbnails = [];
  for (const { width: size, fit, quality } of SIZES) {
    // What is no smaller than the picture itself would only be a worse copy of it, unless the picture moves.
    if (Math.max(width, height) <= size && pages === 1 && format !== 'heif') continue;
    const file = join(folder, `${size}.webp`);
    const made = await sharp(data, raw)
      .resize(size, size, { fit, withoutEnlargement: true })
      .webp({ quality, effort: EFFORT })
      .toFile(file);
    thumbnails.push({ file, width: made.width, height: made.height });
  }
  const small = await sharp(data, raw)
    .resize(100, 100, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const preview = Buffer.from(rgbaToThumbHash(small.info.width, small.info.height, small.data)).toString('base64');
  return { width, height, preview, thumbnails: withDistinctWidths(thumbnails) };
}

/** They are asked for by their width. */
function withDistinctWidths(thumbnails) {
  return thumbnails.filter(({ width }, n) => thumbnails.findIndex((other) => other.width === width) === n);
}

/** Around the middle, of the first frame; nothing but its pixels comes through. */
async function square(path, folder) {
  const [largest] = SQUARES;
  const { data, info } = await sharp(path, INPUT)
    .autoOrient()
    .resize(largest, largest, { fit: 'cover' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const made = [];
  for (const size of SQUARES) {
    const file = join(folder, `square-${size}.webp`);
    await sharp(data, raw).resize(size, size).webp({ quality: 80, effort: EFFORT }).toFile(file);
    made.push({ file, width: size, height: size });
  }
  return made;
}

/** As a whole, of the first frame; nothing but its pixels comes through. */
async function logo(path, folder) {
  const file = join(folder, 'logo.webp');
  const { width, height } = await sharp(path, INPUT)
    .autoOrient()
    .resize(LOGO.width, LOGO.height, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 90, effort: EFFORT })
    .toFile(file);
  return [{ file, width, height }];
}

async function work({ task, path, folder }) {
  const metadata = await sharp(path, INPUT).metadata();
  check(metadata);
  if (task === 'square') return square(path, folder);
  if (task === 'logo') return logo(path, folder);
  const cleaned = await clean(path, folder, metadata);
  // Told before the slow part: what takes too long is still kept, as a file.
  process.send({ cleaned });
  return draw(path, folder, metadata);
}

process.on('message', async (job) => {
  try {
    process.send({ done: await work(job) });
  } catch (error) {
    // Messages of sharp contain paths.
    process.send({ refused: error instanceof Refused ? 'bounds' : 'broken' });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
