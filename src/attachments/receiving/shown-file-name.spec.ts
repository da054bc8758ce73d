import { describe, expect, it } from '@jest/globals';
import { shownFileName } from './shown-file-name.js';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Bericht für Müller.docx', 'Bericht für Müller.docx'],
    ['مستند.pdf', 'مستند.pdf'],
    ['🪣 bucket.png', '🪣 bucket.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\a.txt', 'a.txt'],
    ['.htaccess', 'htaccess'],
    ['name. . .', 'name'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\r\nc.txt', 'a b  c.txt'],
    ['', 'file'],
    ['\u200b\u2060', 'file'],
    ['..', 'file'],
    ['half\ud800.txt', 'half\ufffd.txt'],
  ])('of %j is %j', (sent, shown) => expect(shownFileName(sent)).toBe(shown));

  it('is at most 200 characters long and keeps its extension', () => {
    expect([...shownFileName(`${'🪣'.repeat(250)}.png`)]).toHaveLength(200);
    expect(shownFileName(`${'a'.repeat(250)}.png`)).toMatch(/^a{195}….png$/);
    expect(shownFileName('a'.repeat(250))).toMatch(/^a{199}…$/);
  });
});
