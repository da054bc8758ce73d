import { describe, expect, it } from '@jest/globals';
import { MalformedRequest } from '../../core/errors/request-problems.js';
import { ImportRowTooLong, ImportTooLong } from './imports.errors.js';
import { readTable } from './read-table.js';

describe('a table', () => {
  const read = (text: string) => readTable(Buffer.from(text));

  it('with thousands of equal columns is refused before they are named', async () => {
    const header = Array.from({ length: 8_000 }, () => 'Name').join(',');

    await expect(read(header)).rejects.toThrow(ImportTooLong);
  });

  it('is not read on when it has more empty rows than rows may be', async () => {
    await expect(read('a,b\n1,2\n' + '\n'.repeat(100_001))).rejects.toThrow(ImportTooLong);
  });

  it('is not read on when nobody waits for it', async () => {
    let asked = 0;
    const isGone = () => ++asked === 2;

    const reading = readTable(Buffer.from('a,b\n' + '1,2\n'.repeat(90_000)), isGone);

    await expect(reading).rejects.toThrow(MalformedRequest);
    expect(asked).toBe(2);
  });

  it.each([
    ['18 million commas', ','.repeat(18_000_000)],
    ['4.9 MB of quotes', '"a""b",'.repeat(700_000).slice(0, 4_900_000)],
  ])('with a row of %s is not read on there', async (_, row) => {
    await expect(read(`a,b\n${row}\n1,2`)).rejects.toThrow(ImportRowTooLong);
  });

  it('names the line of a row with more cells than a table has columns, and takes the others', async () => {
    const { pieces } = await read(`a,b\n${','.repeat(2_000)}\n1,2`);

    expect(pieces.flat().map(({ line, fault, cells }) => [line, fault, cells.length])).toEqual([
      [2, 'too_many_cells', 101],
      [3, null, 2],
    ]);
  });
});
