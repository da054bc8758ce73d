import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { TimeField } from './time-field';

const hintOf = (inputs: Readonly<Record<string, unknown>>): string => {
  const fixture = TestBed.createComponent(TimeField);
  for (const [name, value] of Object.entries({ fieldId: 'at', label: 'Send at', ...inputs }))
    fixture.componentRef.setInput(name, value);
  fixture.detectChanges();
  return (fixture.nativeElement as HTMLElement).querySelector('.hint')?.textContent ?? '';
};

describe('the sentence below a time', () => {
  it('ends what it says of the clock of somebody else before it goes on about the clocks here', () => {
    const hint = hintOf({ text: '2027-03-28T01:30', other: { name: 'Kenji', timeZone: 'Asia/Tokyo' } });

    expect(hint).toMatch(/for \u2068Kenji\u2069\./);
  });
});
