import { describe, expect, it } from 'vitest';
import { refusalByKind } from './upload-kinds';

const file = (name: string, type = '') => ({ name, type });

describe('a file that somebody chose', () => {
  it.each([
    ['all', file('setup.exe')],
    [undefined, file('setup.exe')],
    ['noPrograms', file('notes.txt')],
    ['mediaAndDocuments', file('report.PDF')],
    ['mediaAndDocuments', file('voice', 'audio/webm')],
    ['pictures', file('cat', 'image/png')],
  ] as const)('is taken where %s may be uploaded', (kinds, chosen) => {
    expect(refusalByKind(kinds, chosen)).toBeUndefined();
  });

  it.each([
    ['noPrograms', file('setup.EXE'), 'files.noPrograms'],
    ['mediaAndDocuments', file('setup.exe'), 'files.mediaAndDocumentsOnly'],
    ['pictures', file('report.pdf', 'application/pdf'), 'files.picturesOnly'],
  ] as const)('is not taken where %s may be uploaded', (kinds, chosen, refusal) => {
    expect(refusalByKind(kinds, chosen)).toBe(refusal);
  });
});
