const RETRY_MS = 10;

/** Repeats an expectation until it holds; after `withinMs` its last failure is the test's. */
export async function eventually<T>(expectation: () => T | Promise<T>, withinMs = 15_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
