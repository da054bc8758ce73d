import { describe, expect, it } from 'vitest';
import { MARKDOWN_TOOLS } from './markdown-tools';
import { t } from '../core/words/words';

const tool = (label: string) => MARKDOWN_TOOLS.find((one) => t(one.label) === label)!.apply;

describe('a Markdown tool', () => {
  it('marks the selection and keeps it selected', () => {
    expect(tool('Bold')('say it loud', 4, 6)).toEqual({ value: 'say **it** loud', from: 6, to: 8 });
  });

  it('writes a word to replace when nothing is selected', () => {
    expect(tool('Code')('', 0, 0)).toEqual({ value: '`code`', from: 1, to: 5 });
  });

  it('marks every selected line of a list', () => {
    expect(tool('List')('one\ntwo', 1, 7).value).toBe('- one\n- two');
  });
});
