import { describe, expect, it } from 'vitest';
import { addCopyButtons, codeToCopy } from './code-blocks';
import { renderMarkdown } from './render-markdown';

describe('a block of code', () => {
  it('has a button that copies it as it was typed, without its language', () => {
    const content = renderMarkdown('```js\nlet a = "<b>";\n```\n\n`inline`') ?? document.createDocumentFragment();
    addCopyButtons(content, 'Copy');
    const buttons = content.querySelectorAll('button');
    let copied: string | undefined;

    buttons[0]?.addEventListener('click', (event) => (copied = codeToCopy(event)));
    buttons[0]?.click();

    expect(buttons).toHaveLength(1);
    expect(copied).toBe('let a = "<b>";\n');
  });
});
