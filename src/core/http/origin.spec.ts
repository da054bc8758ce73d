import { describe, expect, it } from '@jest/globals';
import { isForeignOrigin } from './origin.js';

const here = { publicUrl: undefined };
const behindProxy = { publicUrl: 'https://parley.example.org' };

describe('a page that asks', () => {
  it.each([
    ['no browser at all', { host: 'localhost:3000' }, here],
    ['our own page', { host: 'localhost:3000', origin: 'http://localhost:3000' }, here],
    ['our own page on the default port', { host: 'parley.example.org', origin: 'https://parley.example.org' }, here],
    [
      'the same with the port written out',
      { host: 'parley.example.org:443', origin: 'https://parley.example.org' },
      here,
    ],
    ['the public address', { host: '10.0.0.7:3000', origin: 'https://parley.example.org' }, behindProxy],
    ['capitals in the host', { host: 'Parley.Example.org', origin: 'https://parley.example.org' }, here],
  ])('is ours: %s', (_case, headers, settings) => {
    expect(isForeignOrigin(headers, settings)).toBe(false);
  });

  it.each([
    ['another site', { host: 'localhost:3000', origin: 'https://evil.example' }, here],
    ['another port of the same host', { host: 'localhost:3000', origin: 'http://localhost:4000' }, here],
    ['a subdomain', { host: 'parley.example.org', origin: 'https://x.parley.example.org' }, here],
    ['a sandboxed frame or a file', { host: 'localhost:3000', origin: 'null' }, here],
    ['something that is no origin', { host: 'localhost:3000', origin: 'localhost:3000' }, here],
    ['nobody’s host', { origin: 'https://evil.example' }, here],
    ['another site than the public address', { host: '10.0.0.7', origin: 'https://evil.example' }, behindProxy],
  ])('is foreign: %s', (_case, headers, settings) => {
    expect(isForeignOrigin(headers, settings)).toBe(true);
  });
});
