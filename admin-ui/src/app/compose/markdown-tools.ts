import type { PlainKey } from '../core/words/catalogue';
import type { IconName } from '../ui/icon-shapes';
import { t } from '../core/words/words';

/** The text after a tool was used, and what is selected in it. */
export interface Edited {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** A button above a text that writes Markdown into it. */
export interface MarkdownTool {
  readonly label: PlainKey;
  readonly icon: IconName;
  readonly apply: (value: string, from: number, to: number) => Edited;
}

/** Puts marks around the selection, or around a word to replace. */
const around = (before: string, after: string, sample: PlainKey) => (value: string, from: number, to: number) => {
  const selected = value.slice(from, to) || t(sample);
  const start = from + before.length;
  return {
    value: value.slice(0, from) + before + selected + after + value.slice(to),
    from: start,
    to: start + selected.length,
  };
};

/** Puts a mark before every selected line. */
const beforeLines = (mark: string) => (value: string, from: number, to: number) => {
  const start = value.lastIndexOf('\n', from - 1) + 1;
  const lines = value.slice(start, to).split('\n');
  const marked = lines.map((line) => mark + line).join('\n');
  return {
    value: value.slice(0, start) + marked + value.slice(to),
    from: start + mark.length,
    to: start + marked.length,
  };
};

/** In the order in which they are shown. */
export const MARKDOWN_TOOLS: readonly MarkdownTool[] = [
  { label: 'format.bold', icon: 'bold', apply: around('**', '**', 'format.boldSample') },
  { label: 'format.italic', icon: 'italic', apply: around('*', '*', 'format.italicSample') },
  { label: 'format.code', icon: 'code', apply: around('`', '`', 'format.codeSample') },
  { label: 'format.list', icon: 'list', apply: beforeLines('- ') },
  { label: 'format.quote', icon: 'quote', apply: beforeLines('> ') },
  { label: 'format.link', icon: 'link', apply: around('[', '](https://)', 'format.linkSample') },
];
