// Runs in the page, and finds what pseudo.ts asks for. People and what they write are Greek there; days, addresses and the
// names of programs are left out.
(() => {
  const DATA = new RegExp(
    [
      /\S+@\S+|@[\w.-]+|https?:\S+|^[A-Z]\w+\/[\w/ +-]+$/,
      /\b(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|\b(?:AM|PM|at)\b/,
      /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\b(?:Parley|Playwright)\b/,
    ]
      .map(({ source }) => source)
      .join('|'),
    'g',
  );
  const faults = [];
  const isForeign = (text) => !/[⟦⟧]/.test(text) && /[A-Za-z]{2}/.test(text.replace(DATA, ''));
  const nameOf = ({ localName, classList }) => [localName, ...classList].join('.');

  function* textsOf(leftOut) {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const [element, text] = [node.parentElement, node.textContent.trim()];
      if (text !== '' && !element.closest(leftOut)) yield { node, element, text };
    }
  }

  /** What a text has to stay within: the box that it flows in, and those that hide what does not fit. */
  function framesOf(element) {
    const frames = [];
    for (let box = element; box; box = box.parentElement) {
      const { display, overflowX, textOverflow } = getComputedStyle(box);
      if (/inline$|contents/.test(display)) continue;
      if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return frames;
      if (frames.length === 0 || /hidden|clip/.test(overflowX)) frames.push(box);
    }
    return frames;
  }

  for (const { element, text } of textsOf('[translate=no], noscript, script, style, .md'))
    if (isForeign(text)) faults.push(`"${text}" in ${nameOf(element)}`);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]:not([translate=no])`)) {
      const text = element.getAttribute(name);
      if (isForeign(text)) faults.push(`${name}="${text}" of ${nameOf(element)}`);
    }
  if (isForeign(document.title)) faults.push(`the title "${document.title}"`);

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px too wide`);
  for (const { node, element, text } of textsOf('.vh, svg, option, textarea, noscript, script, style, .md')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const is = range.getBoundingClientRect();
    for (const frame of framesOf(element)) {
      const has = frame.getBoundingClientRect();
      if (is.right > has.right + 1 || is.left < has.left - 1)
        faults.push(`"${text}" does not fit into ${nameOf(frame)}`);
    }
  }
  return faults;
})();
