import { codePoints, hasVisibleText, normalised, withoutInvisibleControls } from '../../core/http/text.js';

export const MAX_NAME_LENGTH = 200;
const MAX_EXTENSION_LENGTH = 20;
const UNNAMED = 'file';

/**
 * The name of a file as people see it and save it: no folders, nothing that turns the direction of the text (`gpj.exe`
 * would be read as `exe.jpg`), no control characters, not too long; its extension stays.
 */
export function shownFileName(sent: string): string {
  const [last = ''] = sent.toWellFormed().split(/[/\\]/).slice(-1);
  const shown = withoutInvisibleControls(normalised(last))
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (!hasVisibleText(shown)) return UNNAMED;
  return shortened(shown);
}

function shortened(name: string): string {
  if (codePoints(name) <= MAX_NAME_LENGTH) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH ? name.slice(dot) : '';
  return `${[...name].slice(0, MAX_NAME_LENGTH - codePoints(extension) - 1).join('')}…${extension}`;
}
