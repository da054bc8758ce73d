import { Transform } from 'class-transformer';
import { Matches, ValidateBy } from 'class-validator';
import { isReadable, nearestReadable } from './accent-contrast.js';
import { defineSetting } from './define-setting.js';

const COLOUR = /^#[0-9a-f]{6}$/;

const LowerCased = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

const Readable = () =>
  ValidateBy({
    name: 'lowContrast',
    validator: {
      validate: (value) => typeof value !== 'string' || !COLOUR.test(value) || isReadable(value),
      defaultMessage: (problem) =>
        `$property is too light to read text on it; the nearest that works is ${nearestReadable(String(problem?.value))}`,
    },
  });

/** The colour of buttons and links; null: that of Parley. */
defineSetting<string | null>({
  key: 'accentColour',
  group: 'organisation',
  fallback: null,
  accepts: (value): value is string | null => value === null || (typeof value === 'string' && COLOUR.test(value)),
  description:
    'The colour of buttons and links, on the page of sign-in too, as `#rrggbb`. White text on it must be readable (4.5:1); the dark theme takes a lighter one. Null: the colour of Parley.',
  schema: { type: String, nullable: true, pattern: COLOUR.source, example: '#7a1fa2' },
  rules: [LowerCased(), Readable(), Matches(COLOUR, { message: '$property must be a colour such as #7a1fa2' })],
  isTold: true,
});
