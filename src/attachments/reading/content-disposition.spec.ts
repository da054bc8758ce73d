import { describe, expect, it } from '@jest/globals';
import { contentDisposition } from './content-disposition.js';

describe('how a file is offered', () => {
  it.each([
    ['a.txt', `attachment; filename="a.txt"; filename*=UTF-8''a.txt`],
    ['a "b" 100%.txt', `attachment; filename="a _b_ 100_.txt"; filename*=UTF-8''a%20%22b%22%20100%25.txt`],
    ['ä☃.txt', `attachment; filename="__.txt"; filename*=UTF-8''%C3%A4%E2%98%83.txt`],
    ["it's (1).txt", `attachment; filename="it's (1).txt"; filename*=UTF-8''it%27s%20%281%29.txt`],
  ])('under the name %j', (name, header) => expect(contentDisposition('attachment', name)).toBe(header));
});
