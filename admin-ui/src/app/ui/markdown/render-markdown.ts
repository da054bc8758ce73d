import DOMPurify from 'dompurify';
import { Marked, type Tokens } from 'marked';

const TAGS = [
  ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
/** Their values are words and numbers, which would not pass as addresses. */
const PLAIN_ATTRIBUTES = ['start', 'dir', 'tabindex', 'align'];
const ATTRIBUTES = ['href', 'target', 'rel', ...PLAIN_ATTRIBUTES];

/** "1 200 €", "−4 900", "EUR 15", "11 mA", "5 %": at most one short word beside the digits. */
const NUMBER = /^(?=.*\d)\P{L}*(?:\p{L}{1,3}\P{L}*)?$/u;

/** Our own instance: settings and hooks of others stay out. */
const purify = DOMPurify(window);

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    /** What looks like a tag is what somebody wrote, not markup. */
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    /** Loading a picture would tell its server who reads: it is offered as a link. */
    image({ href, text }: Tokens.Image) {
      return `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>`;
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
    code: ({ text }: Tokens.Code) => `<pre tabindex="0"><code dir="ltr">${escapeHtml(text)}</code></pre>`,
  },
});

purify.addHook('afterSanitizeAttributes', (node) => {
  // What is too wide is scrolled, also with the keys.
  if (node.tagName === 'TABLE') node.setAttribute('tabindex', '0');
  if (node.tagName === 'TD' && NUMBER.test(node.textContent.trim())) node.classList.add('num');
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

/** HTML of a message that is safe to show: nothing in it runs, loads or is styled by whoever wrote it. */
export function renderMarkdown(source: string): string {
  return purify.sanitize(marked.parse(source, { async: false }), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ADD_URI_SAFE_ATTR: PLAIN_ATTRIBUTES,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
