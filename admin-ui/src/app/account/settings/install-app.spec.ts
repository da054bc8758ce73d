import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { InstallPrompt } from '../../core/install-prompt';
import { eventually } from '../../testing/eventually';
import { InstallApp } from './install-app';

describe('installing the app', () => {
  async function open(): Promise<HTMLElement> {
    TestBed.inject(InstallPrompt);
    const page = TestBed.createComponent(InstallApp);
    await page.whenStable();
    return page.nativeElement as HTMLElement;
  }

  function happens(name: string, more: object = {}): Event {
    const event = Object.assign(new Event(name, { cancelable: true }), more);
    TestBed.inject(DOCUMENT).defaultView?.dispatchEvent(event);
    return event;
  }

  it('is a button once the browser offers it, which nobody is asked about before', async () => {
    const element = await open();
    expect(element.querySelector('button')).toBeNull();
    const prompt = vi.fn(async () => ({ outcome: 'accepted' }));

    const offer = happens('beforeinstallprompt', { prompt });

    await eventually(() => expect(element.querySelector('button')?.textContent).toBe('Install Parley'));
    expect(offer.defaultPrevented).toBe(true);
    expect(prompt).not.toHaveBeenCalled();
    element.querySelector('button')?.click();
    expect(prompt).toHaveBeenCalledOnce();
  });

  it('is done once it was installed', async () => {
    const element = await open();

    happens('appinstalled');

    await eventually(() => expect(element.textContent).toContain('Parley is installed on this device.'));
  });
});
