/**
 * Runs in the page before anything else, so it may use nothing from here. `paints.of(text)` answers when the newest
 * message with this text had been painted inside the log, `paints.inputAt` when the last key or pointer went down: both
 * on the clock of `performance.now()`. `paints.ofKeys(count)` answers how long each of so many keys took until its frame.
 */
export function watchPaint() {
  const paints = { inputAt: 0, of, keys: [], ofKeys };
  globalThis.paints = paints;
  const noteInput = ({ timeStamp }) => (paints.inputAt = timeStamp);
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, noteInput, { capture: true, passive: true });
  const noteKey = ({ timeStamp }) =>
    requestAnimationFrame(() => beforePaint(() => afterPaint(() => paints.keys.push(performance.now() - timeStamp))));
  addEventListener('keydown', noteKey, { capture: true, passive: true });

  function ofKeys(count) {
    return new Promise((resolve) => {
      const look = () => (paints.keys.length < count ? setTimeout(look, 20) : resolve(paints.keys));
      look();
    });
  }

  function of(text) {
    return new Promise((resolve) => {
      const look = () =>
        isInView(text) ? afterPaint(() => resolve(performance.now())) : requestAnimationFrame(() => beforePaint(look));
      look();
    });
  }

  function isInView(text) {
    const row = [...document.querySelectorAll('app-message-row')].findLast(({ textContent }) =>
      textContent.includes(text),
    );
    if (!row) return false;
    const [at, view] = [row, row.closest('app-virtual-log')].map((element) => element.getBoundingClientRect());
    return at.top >= view.top && at.bottom <= view.bottom + 1;
  }

  /** Behind all callbacks of the frame: what is there now is what it paints. */
  function beforePaint(then) {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      then();
    });
    observer.observe(document.documentElement);
  }

  /** Asked for in a frame, this is the first task behind it. */
  function afterPaint(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage('');
  }
}
