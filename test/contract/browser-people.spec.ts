import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const STORIES = 'test/browser';

/** The people whom each story that shares its server with the others brings, by their first names. */
function peopleByStory(): Map<string, string[]> {
  const shared = readdirSync(STORIES)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => [file, readFileSync(join(STORIES, file), 'utf8')] as const)
    .filter(([, text]) => !text.includes('OwnServer'));
  return new Map(
    shared.map(([file, text]) => [
      file,
      [...text.matchAll(/aPerson\([^'()]*'([^']+)'/g)].map(([, name]) => name ?? ''),
    ]),
  );
}

describe('the stories in the browser', () => {
  it('each bring people of their own, whose names are free on the server that they share', () => {
    const storiesOf = new Map<string, string[]>();
    for (const [story, people] of peopleByStory())
      for (const name of people) storiesOf.set(name, [...(storiesOf.get(name) ?? []), story]);

    expect(storiesOf.size).toBeGreaterThan(20);
    expect([...storiesOf].filter(([, stories]) => stories.length > 1)).toEqual([]);
  });
});
