// The pictures that Parley makes of one, by sharp and nothing else: what it costs to draw them at all.
import sharp from 'sharp';
import { answering } from '../ground/answering.mjs';

sharp.cache(false);
sharp.concurrency(1);

const LONGEST = { fit: 'inside', withoutEnlargement: true };

async function draw(path) {
  await sharp(path).metadata();
  const { data, info } = await sharp(path)
    .autoOrient()
    .resize(1_600, 1_600, LONGEST)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  await sharp(data, raw).webp({ quality: 80, effort: 3 }).toBuffer();
  await sharp(data, raw).resize(640, 640, LONGEST).webp({ quality: 75, effort: 3 }).toBuffer();
  await sharp(data, raw).resize(160, 160, { fit: 'cover' }).webp({ quality: 75, effort: 3 }).toBuffer();
  await sharp(data, raw).resize(100, 100, { fit: 'inside' }).ensureAlpha().raw().toBuffer();
}

answering({ draw: ({ path }) => draw(path) });
