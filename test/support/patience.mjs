import { jest } from '@jest/globals';

// A file imports the whole application first, which takes seconds on a busy machine; no test waits by the clock.
jest.setTimeout(30_000);
