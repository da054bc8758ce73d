/** What text needs to be read by most people (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;
const WHITE = '#ffffff';
/** Behind text in the light and the dark theme. */
const SURFACES = { light: '#faf9fd', dark: '#121316' } as const;
const STEPS = 100;

/** How a colour stands on the page of a theme, and what is written on it. */
export interface ThemedAccent {
  readonly accent: string;
  readonly onAccent: string;
}

/** Whether the colour can be read on a light page, and white text on it. */
export function isReadable(colour: string): boolean {
  return contrast(colour, WHITE) >= ENOUGH && contrast(colour, SURFACES.light) >= ENOUGH;
}

/** The same colour, as much darker as it must be to be read. */
export function nearestReadable(colour: string): string {
  return firstOf(colour, '#000000', isReadable);
}

/** The colour in both themes: as it is on light, as much lighter as it must be on dark. */
export function themedAccent(colour: string): Readonly<Record<'light' | 'dark', ThemedAccent>> {
  const bright = firstOf(colour, WHITE, (one) => contrast(one, SURFACES.dark) >= 7);
  return { light: { accent: colour, onAccent: WHITE }, dark: { accent: bright, onAccent: SURFACES.dark } };
}

function firstOf(colour: string, towards: string, isGood: (one: string) => boolean): string {
  for (let step = 0; step < STEPS; step++) {
    const one = mixed(colour, towards, step / STEPS);
    if (isGood(one)) return one;
  }
  return towards;
}

/** Contrast ratio of two colours, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(colour: string, towards: string, share: number): string {
  const target = channelsOf(towards);
  const channels = channelsOf(colour).map((value, n) => Math.round(value + ((target[n] ?? 0) - value) * share));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
