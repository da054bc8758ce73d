import { TestBed } from '@angular/core/testing';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { inEnglish } from '../../testing/in-english';
import { LineChart } from './line-chart';

// No canvas is drawn here: that is what the test in a browser is for.
vi.mock('./chart-library', () => {
  throw new Error('It could not be loaded.');
});

describe('a chart', () => {
  beforeAll(inEnglish);
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({ addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  });

  it('whose library cannot be loaded is the table, and says so', async () => {
    const fixture = TestBed.createComponent(LineChart);
    fixture.componentRef.setInput('title', 'Messages');
    fixture.componentRef.setInput('summary', '12 messages');
    fixture.componentRef.setInput('labels', ['08:00', '09:00']);
    fixture.componentRef.setInput('lines', [{ label: 'Messages', values: [12, null], colour: '--parley-chart-1' }]);
    const page = fixture.nativeElement as HTMLElement;

    await vi.waitFor(async () => {
      await fixture.whenStable();
      expect(page.querySelectorAll('tbody tr')).toHaveLength(2);
    });

    expect(page.textContent).toContain("The chart couldn't be loaded.");
    expect([...page.querySelectorAll('td')].map((cell) => cell.textContent.trim())).toEqual(['12', '–']);
  });
});
