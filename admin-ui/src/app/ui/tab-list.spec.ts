import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { TabList } from './tab-list';

@Component({
  imports: [TabList],
  template: `
    <div role="tablist" [style.direction]="direction()">
      @for (name of ['one', 'two', 'three']; track name) {
        <button role="tab" [tabindex]="shown() === name ? 0 : -1" (click)="shown.set(name)">{{ name }}</button>
      }
    </div>
  `,
})
class Tabs {
  readonly direction = signal('ltr');
  readonly shown = signal('one');
}

describe('a row of tabs', () => {
  let tabs: Tabs;
  let host: HTMLElement;
  const show = async (direction: 'ltr' | 'rtl') => {
    const made = TestBed.createComponent(Tabs);
    tabs = made.componentInstance;
    tabs.direction.set(direction);
    host = made.nativeElement as HTMLElement;
    document.body.append(host);
    await made.whenStable();
  };

  const press = (key: string) => {
    const tab = [...host.querySelectorAll<HTMLElement>('[role=tab]')].find(
      ({ textContent }) => textContent === tabs.shown(),
    );
    tab?.focus();
    tab?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    return [document.activeElement?.textContent, tabs.shown()];
  };

  it('is gone through by arrows, round its ends', async () => {
    await show('ltr');
    expect(press('ArrowRight')).toEqual(['two', 'two']);
    expect(press('ArrowLeft')).toEqual(['one', 'one']);
    expect(press('ArrowLeft')).toEqual(['three', 'three']);
  });

  it('leads to its ends by Home and End', async () => {
    await show('ltr');
    expect(press('End')).toEqual(['three', 'three']);
    expect(press('Home')).toEqual(['one', 'one']);
  });

  it('follows the direction of the text', async () => {
    await show('rtl');

    expect(press('ArrowLeft')).toEqual(['two', 'two']);
  });
});
