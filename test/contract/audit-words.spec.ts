import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** An act of the audit log: a noun and what became of it, where the line says that it is an act. */
const ACT = /'([a-z-]+\.[a-z-]+)'/g;
const IS_RECORDED = /\baction\b/;

const acts = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.spec)\.ts$/.test(name))
    .flatMap((name) => readFileSync(join('src', name), 'utf8').split('\n'))
    .filter((line) => IS_RECORDED.test(line))
    .flatMap((line) => [...line.matchAll(ACT)].map(([, act]) => act ?? '')),
);
const words = readFileSync('admin-ui/src/app/admin/audit/audit-words.ts', 'utf8');

describe('the audit log in the console', () => {
  it('has many acts', () => {
    expect(acts.size).toBeGreaterThan(25);
  });

  it.each([...acts].sort())('calls %s by words', (act) => {
    expect(words).toContain(`'${act}':`);
  });
});
