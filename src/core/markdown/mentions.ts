import type { Token } from 'markdown-it';
import { parseMessage } from './chat-markdown.js';
import { mentionsInText } from './mention-names.js';

/**
 * Whom a message may mention: for each place the possible usernames, each place that reads the same once. What stands in
 * code or in a link mentions nobody.
 */
export function mentionsInMessage(source: string): (readonly string[])[] {
  if (mentionsInText(source).length === 0) return [];
  const tokens = parseMessage(source);
  const texts = tokens ? tokens.flatMap(({ children }) => textsOf(children ?? [])) : [source];
  const found = texts.flatMap(mentionsInText).map(({ candidates }) => [candidates.join(' '), candidates] as const);
  return [...new Map(found).values()];
}

/** Texts beside each other that are neither code nor in a link. */
function textsOf(tokens: readonly Token[]): string[] {
  let links = 0;
  return tokens.flatMap(({ type, content }) => {
    if (type === 'link_open') links++;
    else if (type === 'link_close') links--;
    return type === 'text' && links === 0 ? [content] : [];
  });
}
