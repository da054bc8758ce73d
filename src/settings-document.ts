import { SETTINGS } from './config/settings.js';
import { definedLimits } from './core/limits.js';
import { definedSettings } from './core/organisation/define-setting.js';
import { definedPermissions } from './core/security/permissions.js';

/** `docs/settings.md`: every setting as the process reads it, and what the features declare. */
export function settingsDocument(): string {
  return [
    '# Settings',
    '',
    'Parley reads its settings from the environment, once, when it starts. A wrong one stops the start with a sentence that',
    'names it. This page is generated from the code by `npm run openapi`.',
    '',
    ...table(
      ['Setting', 'Default', 'What it does'],
      Object.values(SETTINGS).map(({ name, defaultText, description }) => [`\`${name}\``, defaultText, description]),
    ),
    '## What the organisation decides',
    '',
    'Kept in the database, the same on every node, and changed by superusers (`/admin/settings`).',
    '',
    ...table(
      ['Setting', 'At first', 'What it decides'],
      definedSettings().map(({ key, fallback, description }) => [
        `\`${key}\``,
        `\`${JSON.stringify(fallback)}\``,
        description,
      ]),
    ),
    '## Permissions',
    '',
    'Superusers have all of them, and staff those of everybody. Which operation asks for which is in the API document',
    '(`x-permission`).',
    '',
    ...table(
      ['Permission', 'Given to', 'What it lets people do'],
      definedPermissions().map(({ name, givenTo, alsoGivenTo = [], description }) => [
        `\`${name}\``,
        [givenTo, ...alsoGivenTo].join(', '),
        description,
      ]),
    ),
    '## Limits',
    '',
    'Told to clients by `GET /meta`. Lengths are in code points.',
    '',
    ...table(
      ['Limit', '', 'Of what'],
      definedLimits().map(({ name, value, description }) => [`\`${name}\``, String(value), description]),
    ),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`), ''];
}
