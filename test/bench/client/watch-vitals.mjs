/**
 * Runs in the page before anything else, so it may use nothing from here. `vitals()` answers what the page showed so far and what it weighs: milliseconds on
 * the clock of `performance.now()`, and bytes as they came.
 */
export function watchVitals() {
  /** Longer tasks hold up whoever acts meanwhile. */
  const LONG_TASK_MS = 50;
  const seen = { largest: 0, shift: 0, tasks: [] };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
  watch('layout-shift', ({ value, hadRecentInput }) => (seen.shift += hadRecentInput ? 0 : value));
  watch('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));

  globalThis.vitals = () => {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    const blocked = seen.tasks
      .filter(({ startTime }) => startTime > (first?.startTime ?? 0))
      .reduce((sum, { duration }) => sum + duration - LONG_TASK_MS, 0);
    return {
      ...{ firstPaint: first?.startTime, largestPaint: seen.largest, shift: seen.shift, blocked },
      ...{ scripts: weightOf(/\.js$/), styles: weightOf(/\.css$/), fonts: weightOf(/\.woff2$/) },
    };
  };

  function weightOf(path) {
    const files = performance.getEntriesByType('resource').filter(({ name }) => path.test(new URL(name).pathname));
    const sizes = new Map(files.map(({ name, encodedBodySize }) => [name, encodedBodySize]));
    return [...sizes.values()].reduce((sum, size) => sum + size, 0);
  }
}
