import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { telling } from './run.mjs';

const FONT = 'node_modules/inter-ui/variable/InterVariable.woff2';
const STYLES = 'admin-ui/src/styles';
/** What the client's text makes use of; alternates that nobody chooses would double the size. */
const FEATURES = ['calt', 'ccmp', 'kern', 'locl', 'mark', 'mkmk', 'tnum'];
/** The optical size of text. */
const TEXT_SIZE = 14;

/** Writes the font files that `fonts.css` names, with its letters and weights only. */
export async function fonts() {
  const made = await telling('Cutting the fonts', cutFonts);
  for (const { file, content } of made) {
    writeFileSync(file, content);
    console.log(`${file} ${(content.length / 1000).toFixed(1)} kB`);
  }
}

/** Which of them are not as `fonts.css` says; empty when all are. */
export async function staleFonts() {
  const made = await cutFonts();
  const stale = made.filter(({ file, content }) => !content.equals(readFileSync(file)));
  return stale.map(({ file }) => `${file} is not what fonts.css says; run npm run fonts.`).join('\n');
}

async function cutFonts() {
  const { default: subset } = await import('subset-font');
  const source = readFileSync(FONT);
  const rules = readFileSync(join(STYLES, 'fonts.css'), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
  return Promise.all(
    rules.map(async (rule) => {
      const [min, max] = valueOf(rule, 'font-weight').split(' ').map(Number);
      const content = await subset(source, textOf(valueOf(rule, 'unicode-range')), {
        targetFormat: 'woff2',
        keepFeatures: FEATURES,
        variationAxes: { opsz: TEXT_SIZE, wght: { min, max } },
      });
      return { file: join(STYLES, /url\('(.*?)'\)/.exec(valueOf(rule, 'src'))[1]), content };
    }),
  );
}

function valueOf(rule, property) {
  return new RegExp(`${property}:([^;]*);`).exec(rule)[1].trim();
}

/** All characters of `U+0000-017F, U+018F`. */
function textOf(ranges) {
  return [...ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)]
    .flatMap(([, first, last = first]) => {
      const from = parseInt(first, 16);
      return Array.from({ length: parseInt(last, 16) - from + 1 }, (_, i) => String.fromCodePoint(from + i));
    })
    .join('');
}
