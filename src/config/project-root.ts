import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the project, whether this runs compiled from `dist/` or straight from `src/`. */
export const PROJECT_ROOT = findUpwards(import.meta.dirname, 'nest-cli.json');

function findUpwards(folder: string, landmark: string): string {
  if (existsSync(join(folder, landmark))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No folder above ${import.meta.dirname} holds ${landmark}.`);
  return findUpwards(parent, landmark);
}
