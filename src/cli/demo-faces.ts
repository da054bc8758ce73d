import sharp from 'sharp';

/** What somebody in the demonstration looks like; their hair is short, long, or under a scarf. */
export interface DemoFace {
  readonly ground: string;
  readonly skin: string;
  readonly hair: string;
  readonly style: 'short' | 'long' | 'scarf';
  readonly shirt: string;
}

const BEHIND = {
  short: '',
  long: '<path d="M150 250a106 116 0 0 1 212 0v170H150z"/>',
  scarf: '<path d="M140 256a116 126 0 0 1 232 0c0 90 14 130 40 190H100c26-60 40-100 40-190z"/>',
} as const;
const ABOVE = {
  short: '<path d="M166 236c-6-92 46-122 90-122s96 30 90 122c-16-44-44-60-90-60s-74 16-90 60z"/>',
  long: '<path d="M160 262c-8-108 44-148 96-148s104 40 96 148c-20-64-64-88-120-88-30 14-56 44-72 88z"/>',
  scarf:
    '<path fill-rule="evenodd" d="M140 256a116 126 0 0 1 232 0c0 60-52 120-116 120S140 316 140 256zm42 4c0 56 34 96 74 96s74-40 74-96-32-84-74-84-74 28-74 84z"/>',
} as const;

/** A portrait, drawn from a few colours. */
export async function portrait({ ground, skin, hair, style, shirt }: DemoFace): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">
    <rect width="512" height="512" fill="${ground}"/>
    <g fill="${hair}">${BEHIND[style]}</g>
    <path d="M76 512c0-96 80-140 180-140s180 44 180 140z" fill="${shirt}"/>
    <path d="M216 330h80v62a40 34 0 0 1-80 0z" fill="${skin}"/>
    <ellipse cx="256" cy="254" rx="84" ry="104" fill="${skin}"/>
    <g fill="#2b2522"><circle cx="226" cy="256" r="9"/><circle cx="286" cy="256" r="9"/></g>
    <path d="M228 302q28 26 56 0" fill="none" stroke="#2b2522" stroke-width="7" stroke-linecap="round"/>
    <g fill="${hair}">${ABOVE[style]}</g>
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
