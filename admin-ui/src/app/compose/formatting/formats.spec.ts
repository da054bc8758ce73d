import { describe, expect, it } from 'vitest';
import { t } from '../../core/words/words';
import { FORMATS } from './formats';

/** `[` and `]` stand where the selection begins and ends. */
function formatted(label: string, marked: string): string {
  const [from, to] = [marked.indexOf('['), marked.indexOf(']') - 1];
  const value = marked.replace('[', '').replace(']', '');
  const edit = FORMATS.find((one) => t(one.label) === label)!.apply(value, from, to);
  const after = value.slice(0, edit.from) + edit.text + value.slice(edit.to);
  const [start, end] = edit.selected;
  return `${after.slice(0, start)}«${after.slice(start, end)}»${after.slice(end)}`;
}

describe('formatting a text', () => {
  it.each([
    ['Bold', 'say [it] loud', 'say **«it»** loud'],
    ['Italic', 'say [it] loud', 'say *«it»* loud'],
    ['Strikethrough', '[gone]', '~~«gone»~~'],
    ['Code', '[f(x)]', '`«f(x)»`'],
    ['Bold', 'say[ it ]loud', 'say **«it»** loud'],
    ['Code', 'see [one\ntwo]', 'see \n```\n«one\ntwo»\n```'],
    ['List', 'o[ne\ntwo]', '«- one\n- two»'],
    ['Quote', '[one]', '«> one»'],
    ['Link', '[words]', '[words](«https://»)'],
    ['Link', '[https://a.example]', '[«text»](https://a.example)'],
  ])('marks what is selected: %s of %j', (label, before, after) => expect(formatted(label, before)).toBe(after));

  it.each([
    ['Bold', 'say **[it]** loud', 'say «it» loud'],
    ['Italic', '*[it]*', '«it»'],
    ['Italic', '***[it]***', '**«it»**'],
    ['Strikethrough', '~~[it]~~', '«it»'],
    ['Code', '`[it]`', '«it»'],
    ['List', '[- one\n- two]', '«one\ntwo»'],
    ['Quote', '[> one]', '«one»'],
  ])('takes the marks away where they are: %s of %j', (label, before, after) =>
    expect(formatted(label, before)).toBe(after),
  );

  it.each([
    ['Italic', '**[it]**', '***«it»***'],
    ['Bold', '*[it]*', '***«it»***'],
    ['List', '[- one\ntwo]', '«- - one\n- two»'],
  ])('adds its own to other marks: %s of %j', (label, before, after) => expect(formatted(label, before)).toBe(after));

  it.each([
    ['Bold', '**«bold»**'],
    ['Code', '`«code»`'],
    ['Link', '[«text»](https://)'],
  ])('writes a word to replace when nothing is selected: %s', (label, after) =>
    expect(formatted(label, '[]')).toBe(after),
  );
});
