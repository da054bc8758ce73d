import { keyScope } from '../../core/key-scope';
import { FORMATS } from './formats';

/** Of what is selected where one writes. A digit is meant by its place, so the bar reads these keys itself. */
export const FORMAT_KEYS = keyScope(
  'keys.writing',
  Object.fromEntries(
    FORMATS.map(({ label, key, withShift }) => [
      label,
      { label, keys: [`Mod+${withShift ? 'Shift+' : ''}${key.toUpperCase()}`] },
    ]),
  ),
);
