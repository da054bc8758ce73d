import { SETTINGS } from './settings.js';

/** `docs/settings.md`: every setting, as the process reads it. */
export function settingsDocument(): string {
  const rows = Object.values(SETTINGS).map(
    ({ name, defaultText, description }) => `| \`${name}\` | ${defaultText} | ${description} |`,
  );
  return [
    '# Settings',
    '',
    'Parley reads its settings from the environment, once, when it starts. A wrong one stops the start with a sentence that',
    'names it. This page is generated from `src/config/settings.ts` by `npm run openapi`.',
    '',
    '| Setting | Default | What it does |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
