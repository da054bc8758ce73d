import DOMPurify from 'dompurify';
import type { RendererRule } from 'markdown-it';
import { chatMarkdown, parseMessage } from '../../../../../src/core/markdown/chat-markdown.js';
import { turnsDirection } from '../../core/isolated';
import { breakLongRuns } from './long-runs';

const TAGS = [
  ...['p', 'br', 'hr', 'wbr', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
/** Their values are words and numbers, which would not pass as addresses. */
const PLAIN_ATTRIBUTES = ['class', 'start', 'value', 'dir', 'tabindex', 'align'];
const ATTRIBUTES = ['href', 'target', 'rel', ...PLAIN_ATTRIBUTES];

/** "1 200 €", "−4 900", "EUR 15", "11 mA", "5 %": at most one short word beside the digits. */
const NUMBER = /^(?=.*\d)\P{L}*(?:\p{L}{1,3}\P{L}*)?$/u;

/** Our own instance: settings and hooks of others stay out. */
const purify = DOMPurify(window);

purify.addHook('afterSanitizeAttributes', (node) => {
  // What is too wide is scrolled, also with the keys.
  if (node.tagName === 'TABLE') node.setAttribute('tabindex', '0');
  if (node.tagName === 'TD' && NUMBER.test(node.textContent.trim())) node.classList.add('num');
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

const { escapeHtml } = chatMarkdown.utils;

const alignedCell: RendererRule = (tokens, index, options, _env, self) => {
  const align = /\w+$/.exec(String(tokens[index]?.attrGet('style') ?? ''))?.[0];
  if (tokens[index]) tokens[index].attrs = align ? [['align', align]] : null;
  return self.renderToken(tokens, index, options);
};

const lineBreak: RendererRule = () => '<br>';

Object.assign(chatMarkdown.renderer.rules, {
  text: (tokens, index) => {
    const text = tokens[index]?.content ?? '';
    const html = breakLongRuns(text).map(escapeHtml).join('<wbr>');
    return turnsDirection(text) ? `<span class="turned">${html}</span>` : html;
  },
  softbreak: lineBreak,
  hardbreak: lineBreak,
  /** Loading a picture would tell its server who reads: it is offered as a link. */
  image: (tokens, index, options, env, self) => {
    const token = tokens[index];
    const address = String(token?.attrGet('src') ?? '');
    const words = self.renderInlineAsText(token?.children ?? [], options, env);
    return `<a href="${escapeHtml(address)}">${escapeHtml(words || address)}</a>`;
  },
  fence: (tokens, index) => {
    const { info, content } = tokens[index] ?? { info: '', content: '' };
    const language = info.trim() && `<span class="lang">${escapeHtml(info.trim())}</span>`;
    return `<pre tabindex="0">${language}<code dir="ltr">${escapeHtml(content)}</code></pre>`;
  },
  /** Numbers stay those that were typed. */
  list_item_open: (tokens, index) => {
    const { info } = tokens[index] ?? { info: '' };
    return info ? `<li value="${Number(info)}">` : '<li>';
  },
  ordered_list_open: (tokens, index) => (tokens[index]?.markup === ')' ? '<ol class="paren">' : '<ol>'),
  th_open: alignedCell,
  td_open: alignedCell,
} satisfies Record<string, RendererRule>);

/**
 * HTML of a message that is safe to show: nothing in it runs, loads or is styled by whoever wrote it. Undefined when the
 * message has to be shown as it was typed.
 */
export function renderMarkdown(source: string): string | undefined {
  const tokens = parseMessage(source);
  if (!tokens) return undefined;
  return purify.sanitize(chatMarkdown.renderer.render(tokens, chatMarkdown.options, {}), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ADD_URI_SAFE_ATTR: PLAIN_ATTRIBUTES,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
