// Runs in the page: every text that is seen or heard there, apart from names of programs and what people wrote.
(() => {
  const LEFT_OUT = '[translate=no], noscript, script, style, .md';
  const texts = [document.title];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode())
    if (!node.parentElement.closest(LEFT_OUT)) texts.push(node.textContent.trim());
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]:not([translate=no])`))
      texts.push(element.getAttribute(name));
  return texts;
})();
