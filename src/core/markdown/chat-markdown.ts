import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it';
import { blockRules } from './block-rules.js';
import { emphasis, escape } from './inline-rules.js';

/** Beyond this depth quotes and lists are text. */
const MAX_NESTING = 20;
/** A text with more of them is shown as it was typed: parsing it and laying it out would hold up the page. */
const MAX_MARKS = 2_000;
const MAX_ADDRESSES = 300;
const MAX_LINES = 1_000;
const MAX_MARKED_LINES = 500;

type Helpers = MarkdownIt['helpers'];

const FENCE = /^[ \t]*(?:`{3}|~{3})/;
const MARK = /[*_~`[\]()<>|\\]/g;
const MAYBE_ADDRESS = /@|:\/\//g;
const LINE = /\n/g;
const MARKED_LINE = /^[ \t]*(?:[>|#*-]|\d{1,9}[.)])/gm;

const LIMITS: readonly (readonly [pattern: RegExp, most: number])[] = [
  [MARK, MAX_MARKS],
  [MAYBE_ADDRESS, MAX_ADDRESSES],
  [LINE, MAX_LINES],
  [MARKED_LINE, MAX_MARKED_LINES],
];

const LEAST_MARKS = 100;
const OTHER_LIMITS_OF_A_BEGINNING: typeof LIMITS = [
  [MAYBE_ADDRESS, 20],
  [LINE, 40],
];

const ADDRESS = /^(?:https?:\/\/|mailto:|tel:)/i;

/**
 * The Markdown of a chat, which is not that of a document: what is not clearly meant as a mark stays as it was typed.
 * docs/markdown.md says what is a mark. The server makes excerpts with it, the client also what people read.
 */
export const chatMarkdown: MarkdownIt = configured(
  createMarkdown({ html: false, linkify: true, breaks: true, maxNesting: MAX_NESTING }),
);

/** The tokens of a message; undefined when it has to be shown as it was typed. */
export function parseMessage(source: string): Token[] | undefined {
  return isTooIntricate(source) ? undefined : tokensOf(source);
}

/** The same of the beginning of a message, of which a page shows hundreds: of its characters only a fifth may be marks. */
export function parseBeginning(source: string): Token[] | undefined {
  const limits: typeof LIMITS = [[MARK, Math.max(LEAST_MARKS, source.length / 5)], ...OTHER_LIMITS_OF_A_BEGINNING];
  return isBeyond(withoutCode(source), limits) ? undefined : tokensOf(source);
}

function tokensOf(source: string): Token[] | undefined {
  const tokens = chatMarkdown.parse(source, {});
  return tokens.some(hasText) ? tokens : undefined;
}

function configured(markdown: MarkdownIt): MarkdownIt {
  // Setext headings, indented code, references and entities are seldom meant in a chat.
  markdown.disable(['lheading', 'code', 'reference', 'html_block', 'html_inline', 'entity']);
  for (const [name, wrap] of Object.entries(blockRules)) {
    const rules = markdown.block.ruler;
    const original = rules.__rules__.find((rule) => rule.name === name);
    if (original) rules.at(name, wrap(original.fn), { alt: original.alt });
  }
  markdown.inline.ruler.at('emphasis', emphasis);
  markdown.inline.ruler.at('escape', escape);
  markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false });
  // Anything else is no address to follow, so the brackets were not meant as a link.
  markdown.validateLink = (address) => ADDRESS.test(address);
  markdown.helpers = { ...markdown.helpers, parseLinkDestination: destinationAsTyped(markdown) };
  // An address is shown as it was typed.
  markdown.normalizeLinkText = (address) => address;
  return markdown;
}

/** `&copy;` in an address is no character either: so nothing here needs the table of HTML's entities. */
function destinationAsTyped({ helpers, utils }: MarkdownIt): Helpers['parseLinkDestination'] {
  return (text, start, max) => {
    const found = helpers.parseLinkDestination(text, start, max);
    const typed = text.slice(start, found.pos);
    return found.ok ? { ...found, str: utils.unescapeMd(typed.startsWith('<') ? typed.slice(1, -1) : typed) } : found;
  };
}

function isTooIntricate(source: string): boolean {
  if (source.length <= MAX_ADDRESSES) return false;
  return isBeyond(withoutCode(source), LIMITS);
}

function isBeyond(text: string, limits: typeof LIMITS): boolean {
  return limits.some(([pattern, limit]) => exceeds(text, pattern, limit));
}

/** What stands between fences is not parsed, however many marks it has. */
function withoutCode(source: string): string {
  let isCode = false;
  const lines = source.split('\n').filter((line) => {
    const isFence = FENCE.test(line);
    if (isFence) isCode = !isCode;
    return isFence || !isCode;
  });
  // A fence that does not end may yet be read as text.
  return isCode ? source : lines.join('\n');
}

function exceeds(source: string, pattern: RegExp, limit: number): boolean {
  let count = 0;
  for (const _ of source.matchAll(pattern)) if (++count > limit) return true;
  return false;
}

function hasText(token: Token): boolean {
  return token.type === 'fence' || (token.children ?? []).some(({ content }) => content.trim() !== '');
}
