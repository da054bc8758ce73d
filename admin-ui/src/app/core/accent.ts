import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { isReadable, themedAccent } from '../../../../src/core/organisation/accent-contrast.js';
import { ServerMeta } from './server-meta';

const COLOUR = /^#[0-9a-f]{6}$/;

/** Paints buttons and links in the colour of the organisation, in both themes; without one in that of Parley. */
@Injectable({ providedIn: 'root' })
export class Accent {
  constructor() {
    const [server, { documentElement }] = [inject(ServerMeta), inject(DOCUMENT)];
    effect(() => {
      const colour = server.meta()?.settings.accentColour;
      const isOne = typeof colour === 'string' && COLOUR.test(colour) && isReadable(colour);
      const { light, dark } = themedAccent(isOne ? colour : '#000000');
      const set = (name: string, value: string) => {
        if (isOne) documentElement.style.setProperty(name, value);
        else documentElement.style.removeProperty(name);
      };
      set('--mat-sys-primary', `light-dark(${light.accent}, ${dark.accent})`);
      set('--mat-sys-on-primary', `light-dark(${light.onAccent}, ${dark.onAccent})`);
    });
  }
}
