/** What a device says of itself, as far as people recognise theirs by it. */
export interface UserAgent {
  readonly browser: string | undefined;
  readonly system: string | undefined;
  /** The first word, for programs that nobody knows here; empty where it says nothing. */
  readonly program: string;
}

/** Reads the header `User-Agent`; on the server, and in the client's lists. */
export function userAgentOf(header: string): UserAgent {
  return {
    browser: BROWSERS.find(([pattern]) => pattern.test(header))?.[1],
    system: SYSTEMS.find(([pattern]) => pattern.test(header))?.[1],
    program: header.split(/[\s/]/)[0] ?? '',
  };
}

type Pattern = readonly [RegExp, string];

/** The order matters: almost everything says Safari, and much says Chrome. */
const BROWSERS: readonly Pattern[] = [
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const SYSTEMS: readonly Pattern[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
