/** Puts a button beside each block of code that copies it. It lies over the block, so that nothing moves when it is shown. */
export function addCopyButtons(content: DocumentFragment, label: string): void {
  for (const pre of content.querySelectorAll('pre')) {
    const block = document.createElement('div');
    const button = document.createElement('button');
    block.className = 'code';
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

/** The code that a click is to copy. */
export function codeToCopy({ target }: Event): string | undefined {
  const button = target instanceof Element ? target.closest('.copy') : null;
  return button?.parentElement?.querySelector('code')?.textContent;
}
