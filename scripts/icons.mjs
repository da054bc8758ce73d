import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = 'admin-ui/public/favicon.svg';
const FOLDER = 'admin-ui/public/icons';
const GROUND = '#005cbb';

/**
 * `whole` is the sign as it is; `filled` reaches the edges, for systems that cut the shape themselves, and leaves room for the
 * cut; `outline` is the letter alone, white, for the status bar of Android, which shows nothing but what is not transparent.
 */
const ICONS = [
  { file: 'icon-192.png', size: 192, look: 'whole' },
  { file: 'icon-512.png', size: 512, look: 'whole' },
  { file: 'maskable-512.png', size: 512, look: 'filled' },
  { file: 'apple-touch-icon.png', size: 180, look: 'filled' },
  { file: 'badge-96.png', size: 96, look: 'outline' },
];

/** Writes the pictures that the manifest, iOS and notifications name, drawn from the icon of the page. */
export async function icons() {
  mkdirSync(FOLDER, { recursive: true });
  for (const { file, content } of await drawn()) {
    writeFileSync(file, content);
    console.log(`${file} ${(content.length / 1000).toFixed(1)} kB`);
  }
}

/** Which of them do not show what the icon of the page does; empty when all do. */
export async function staleIcons() {
  const stale = [];
  for (const { file, content } of await drawn())
    if (!existsSync(file) || !(await pixels(readFileSync(file))).equals(await pixels(content))) stale.push(file);
  return stale.map((file) => `${file} is not what ${SOURCE} shows; run npm run icons.`).join('\n');
}

async function drawn() {
  const { default: sharp } = await import('sharp');
  const source = readFileSync(SOURCE, 'utf8');
  const letter = /<rect[^>]*\/>(.*)<\/svg>/s.exec(source)[1];
  const svg = {
    whole: source,
    filled: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-3 -3 42 42"><rect x="-3" y="-3" width="42" height="42" fill="${GROUND}"/>${letter}</svg>`,
    outline: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="6 6 24 24">${letter}</svg>`,
  };
  return Promise.all(
    ICONS.map(async ({ file, size, look }) => {
      const picture = sharp(Buffer.from(svg[look]), { density: 1200 }).resize(size, size);
      return {
        file: join(FOLDER, file),
        content: await picture.png({ compressionLevel: 9, palette: false }).toBuffer(),
      };
    }),
  );
}

async function pixels(png) {
  const { default: sharp } = await import('sharp');
  return sharp(png).ensureAlpha().raw().toBuffer();
}
