import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import type { IconName } from '../../ui/icon-shapes';

/** What takes the place of a part of a text, and what is selected in the text then. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly selected: readonly [from: number, to: number];
}

/** A way to format what is selected in a text with Markdown; where it is formatted so already, it takes that away. */
export interface Format {
  readonly label: PlainKey;
  readonly icon: IconName;
  /** Pressed with Ctrl or ⌘. */
  readonly key: string;
  readonly withShift?: boolean;
  readonly apply: (value: string, from: number, to: number) => TextEdit;
}

const ADDRESS = /^https?:\/\/\S+$/;
const UNKNOWN_ADDRESS = 'https://';

/** Marks around what is selected, or around a word to replace. */
const around = (mark: string, sample: PlainKey): Format['apply'] => {
  return (value, from, to) => {
    if (isMarked(mark, value.slice(0, from), value.slice(to))) {
      const start = from - mark.length;
      const text = value.slice(from, to);
      return { from: start, to: to + mark.length, text, selected: [start, start + text.length] };
    }
    // A mark stands at the edge of a word.
    const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(value.slice(from, to)) ?? [];
    const selected = words || t(sample);
    const start = from + before.length + mark.length;
    return {
      from,
      to,
      text: before + mark + selected + mark + after,
      selected: [start, start + selected.length],
    };
  };
};

/** Of stars, one is italic, two are bold, three are both. */
function isMarked(mark: string, before: string, after: string): boolean {
  const sign = mark.charAt(0);
  const run = Math.min(before.length - before.replace(endOf(sign), '').length, startRun(after, sign));
  return mark === '*' ? run === 1 || run >= 3 : run >= mark.length;
}

function endOf(sign: string): RegExp {
  return new RegExp(`\\${sign}+$`);
}

function startRun(text: string, sign: string): number {
  let length = 0;
  while (text[length] === sign) length++;
  return length;
}

/** A mark before every selected line. */
const beforeLines = (mark: string): Format['apply'] => {
  return (value, from, to) => {
    const start = value.lastIndexOf('\n', from - 1) + 1;
    const lines = value.slice(start, to).split('\n');
    const isMarkedAll = lines.every((line) => line.startsWith(mark));
    const text = lines.map((line) => (isMarkedAll ? line.slice(mark.length) : mark + line)).join('\n');
    return { from: start, to, text, selected: [start, start + text.length] };
  };
};

const inlineCode = around('`', 'format.codeSample');

/** Inside a line, or a block of whole lines. */
const code: Format['apply'] = (value, from, to) => {
  const selected = value.slice(from, to);
  if (!selected.includes('\n')) return inlineCode(value, from, to);
  const before = from === 0 || value[from - 1] === '\n' ? '' : '\n';
  const after = to === value.length || value[to] === '\n' ? '' : '\n';
  const start = from + before.length + '```\n'.length;
  const text = `${before}\`\`\`\n${selected.replace(/\n$/, '')}\n\`\`\`${after}`;
  return { from, to, text, selected: [start, start + selected.replace(/\n$/, '').length] };
};

/** What is selected are its words, or its address. What is missing is selected then. */
const link: Format['apply'] = (value, from, to) => {
  const given = value.slice(from, to);
  const isAddress = ADDRESS.test(given);
  const words = isAddress || given === '' ? t('format.linkSample') : given;
  const address = isAddress ? given : UNKNOWN_ADDRESS;
  const [at, length] = words === given ? [words.length + 3, address.length] : [1, words.length];
  return { from, to, text: `[${words}](${address})`, selected: [from + at, from + at + length] };
};

/** In the order in which they are shown. */
export const FORMATS: readonly Format[] = [
  { label: 'format.bold', icon: 'bold', key: 'b', apply: around('**', 'format.boldSample') },
  { label: 'format.italic', icon: 'italic', key: 'i', apply: around('*', 'format.italicSample') },
  { label: 'format.strike', icon: 'strike', key: 'x', withShift: true, apply: around('~~', 'format.strikeSample') },
  { label: 'format.code', icon: 'code', key: 'e', apply: code },
  { label: 'format.quote', icon: 'quote', key: '9', withShift: true, apply: beforeLines('> ') },
  { label: 'format.list', icon: 'list', key: '8', withShift: true, apply: beforeLines('- ') },
  { label: 'format.link', icon: 'link', key: 'l', withShift: true, apply: link },
];
