import { describe, expect, it } from '@jest/globals';
import { csvLine, withoutGuard } from './csv.js';

describe('a line of a table', () => {
  it('has what was given, quoted where it has to be', () => {
    expect(csvLine(['ana', 7, null, 'a,b', 'say "hi"', 'two\nlines', ''])).toBe(
      'ana,7,,"a,b","say ""hi""","two\nlines",\r\n',
    );
  });

  it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\t=1', '＝1+1', '＋1', '－1', '＠x', '  =1'])(
    'computes nothing: %j is a text',
    (cell) => {
      expect(csvLine([cell])).toBe(`'${cell}\r\n`);
    },
  );

  it('leaves numbers and texts with a sign inside alone', () => {
    expect(csvLine([-3, 'a=b', '2027-01-01', '{"x":-1}'])).toBe('-3,a=b,2027-01-01,"{""x"":-1}"\r\n');
  });

  it.each(['=1+1', '+49', ' @x', '\t=1', "it's", "'quoted'", '', 'plain'])('is read again as it was: %j', (cell) => {
    const [written = ''] = csvLine([cell]).split('\r\n');

    expect(withoutGuard(written)).toBe(cell);
  });
});
