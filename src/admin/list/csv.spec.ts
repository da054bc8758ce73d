import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

describe('a line of a CSV file', () => {
  it('has its fields between commas, and quotes where they are needed', () => {
    expect(csvLine(['Ana', 'Berg, Ana', 'the "boss"', 'two\nlines', ''])).toBe(
      'Ana,"Berg, Ana","the ""boss""","two\nlines",\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠sum'])(
    'makes no formula of %j',
    (text) => {
      expect(csvLine([text]).replaceAll('"', '')).toBe(`'${text}\r\n`);
    },
  );

  it('leaves those signs alone inside a field', () => {
    expect(csvLine(['ana@parley.example', 'a-b', '1+1=2'])).toBe('ana@parley.example,a-b,1+1=2\r\n');
  });
});
