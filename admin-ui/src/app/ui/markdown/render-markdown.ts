import type { Token } from 'markdown-it';
import { parseMessage } from '../../../../../src/core/markdown/chat-markdown.js';
import { inlineText } from '../../../../../src/core/markdown/plain-text.js';
import { turnsDirection } from '../../core/isolated';
import { breakLongRuns } from './long-runs';

/** What a message may be made of; anything else that the grammar might come to know is a `span`. */
const ELEMENTS = new Set([
  ...['p', 'strong', 'em', 's', 'blockquote', 'ul', 'ol', 'li', 'a', 'hr'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);
const FOLLOWED = /^(?:https?|mailto|tel):/i;
const ALIGNED = /^text-align:(left|center|right)$/;

/** "1 200 €", "−4 900", "EUR 15", "11 mA", "5 %": at most one short word beside the digits. */
const NUMBER = /^(?=.*\d)\P{L}*(?:\p{L}{1,3}\P{L}*)?$/u;

/**
 * The nodes of a message, made one by one: nothing in it runs, loads or is styled by whoever wrote it, since no HTML is read.
 * Undefined when the message has to be shown as it was typed.
 */
export function renderMarkdown(source: string): DocumentFragment | undefined {
  const tokens = parseMessage(source);
  if (!tokens) return undefined;
  const content = document.createDocumentFragment();
  append(content, tokens);
  return content;
}

function append(place: Node, tokens: readonly Token[]): void {
  const open = [place];
  for (const token of tokens) {
    const parent = open.at(-1) ?? place;
    // The paragraphs of a list whose items stand close together.
    if (token.hidden) continue;
    if (token.nesting < 0) close(open.pop());
    else {
      if (token.block && token.type !== 'inline') separate(parent);
      if (token.nesting === 0) appendLeaf(parent, token);
      else open.push(parent.appendChild(begin(token)));
    }
  }
}

/** What is selected or read as text has the blocks on lines of their own. */
function separate(parent: Node): void {
  if (parent.hasChildNodes()) parent.appendChild(document.createTextNode('\n'));
}

function begin(token: Token): HTMLElement {
  if (token.type === 'link_open') return linkTo(String(token.attrGet('href')));
  const element = elementOf(token);
  switch (token.type) {
    case 'ordered_list_open':
      element.classList.toggle('paren', token.markup === ')');
      break;
    case 'list_item_open':
      // Numbers stay those that were typed.
      if (token.info) element.setAttribute('value', String(Number(token.info)));
      break;
    case 'table_open':
      // What is too wide is scrolled, also with the keys.
      element.tabIndex = 0;
      break;
    case 'th_open':
    case 'td_open': {
      const [, align] = ALIGNED.exec(String(token.attrGet('style') ?? '')) ?? [];
      if (align) element.setAttribute('align', align);
    }
  }
  return element;
}

function close(element: Node | undefined): void {
  if (!(element instanceof HTMLTableCellElement) || element.localName !== 'td') return;
  if (NUMBER.test(element.textContent.trim())) element.classList.add('num');
}

function appendLeaf(parent: Node, token: Token): void {
  switch (token.type) {
    case 'inline':
      return append(parent, token.children ?? []);
    case 'softbreak':
    case 'hardbreak':
      parent.appendChild(document.createElement('br'));
      return;
    case 'hr':
      parent.appendChild(elementOf(token));
      return;
    case 'code_inline':
      parent.appendChild(elementWith('code', token.content));
      return;
    case 'fence':
      parent.appendChild(blockOfCode(token));
      return;
    case 'image':
      return appendPicture(parent, token);
    default:
      return appendText(parent, token.content);
  }
}

function appendText(parent: Node, text: string): void {
  const place = turnsDirection(text) ? parent.appendChild(elementWith('span', '', 'turned')) : parent;
  for (const [index, part] of breakLongRuns(text).entries()) {
    if (index > 0) place.appendChild(document.createElement('wbr'));
    if (part) place.appendChild(document.createTextNode(part));
  }
}

/** Loading a picture would tell its server who reads: it is offered as a link; in a link it is its words. */
function appendPicture(parent: Node, token: Token): void {
  const address = String(token.attrGet('src'));
  const words = inlineText(token.children ?? []) || address;
  const isInLink = parent instanceof Element && parent.closest('a') !== null;
  const place = isInLink ? parent : parent.appendChild(linkTo(address));
  place.appendChild(document.createTextNode(words));
}

function linkTo(address: string): HTMLElement {
  if (!FOLLOWED.test(address)) return document.createElement('span');
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  return link;
}

function blockOfCode({ info, content }: Token): HTMLElement {
  const [block, code, language] = [document.createElement('pre'), elementWith('code', content), info.trim()];
  block.tabIndex = 0;
  code.dir = 'ltr';
  if (language) block.append(elementWith('span', language, 'lang'));
  block.append(code);
  return block;
}

function elementOf({ tag }: Token): HTMLElement {
  return document.createElement(ELEMENTS.has(tag) ? tag : 'span');
}

function elementWith(name: 'span' | 'code', text: string, className = ''): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
