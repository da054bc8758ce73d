import { directionOf, type Mail, type TitledParagraph } from './mail.js';

const FONT = '-apple-system,Segoe UI,Roboto,Arial,sans-serif';

/**
 * The text and the HTML of a mail, from the same paragraphs. Only tables and styles on the elements: what mail programs show
 * alike, in light and dark, without a picture that would tell that it was opened. The direction stands on the table too: many
 * programs drop the element around it.
 */
export function renderMail(sender: string, { language, subject, lines, button, footer, unsubscribe }: Mail) {
  const paragraphs = lines.map((line) => (typeof line === 'string' ? line : `${line.title}\n${line.text}`));
  const text =
    [...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : []), `-- \n${footer}`].join('\n\n') +
    (unsubscribe ? `\n${unsubscribe.label}: ${unsubscribe.url}` : '');
  const direction = directionOf(language);
  const html = `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark"><title>${escaped(subject)}</title>
<style>@media (prefers-color-scheme:dark){.page{background:#111214!important}.card{background:#1c1c1e!important}p{color:#f2f2f7!important}p.small{color:#a1a1a9!important}}</style>
</head><body class="page" style="margin:0;background:#f4f4f5">
<table role="presentation" class="page" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f4f5"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#fff;border-radius:12px"><tr><td style="padding:32px">
${paragraph(sender, 'font-weight:600')}
${lines.map((line) => (typeof line === 'string' ? paragraph(line) : titled(line))).join('\n')}
${button ? buttonOf(button) : ''}
<p class="small" style="margin:24px 0 0;font:13px/20px ${FONT};color:#62646a;overflow-wrap:anywhere">${escaped(footer)}${unsubscribe ? `<br><a href="${escaped(unsubscribe.url)}" style="color:inherit">${escaped(unsubscribe.label)}</a>` : ''}</p>
</td></tr></table></td></tr></table></body></html>`;
  return { subject, text, html };
}

function titled({ title, text }: TitledParagraph): string {
  return `${paragraph(title, 'font-weight:600;margin:0')}\n${paragraph(text)}`;
}

function paragraph(text: string, style = ''): string {
  const lines = escaped(text).replaceAll('\n', '<br>');
  return `<p style="margin:0 0 16px;font:16px/24px ${FONT};color:#1c1c1e;overflow-wrap:anywhere;${style}">${lines}</p>`;
}

/** The address stands below it too, for programs that show no buttons. */
function buttonOf({ label, url }: NonNullable<Mail['button']>): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="border-radius:8px;background:#0b57d0">
<a href="${escaped(url)}" style="display:inline-block;padding:12px 24px;font:600 16px ${FONT};color:#fff;text-decoration:none">${escaped(label)}</a>
</td></tr></table><p class="small" style="margin:12px 0 0;font:13px/20px ${FONT};color:#62646a;overflow-wrap:anywhere"><span dir="ltr">${escaped(url)}</span></p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
