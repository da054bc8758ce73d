import { createEnvironmentInjector, type EnvironmentInjector } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { CATALOGUES } from '../core/words/catalogues';
import { provideWords } from '../core/words/provide-words';

// One for all tests, also for those without a TestBed: the catalogue is not theirs to set up.
const noParent = null as unknown as EnvironmentInjector;
const transloco = createEnvironmentInjector([provideWords(), TranslocoService], noParent).get(TranslocoService);
for (const part of await Promise.all(Object.values(CATALOGUES.en).map((load) => load())))
  transloco.setTranslation({ ...part.words }, 'en', { emitChange: false });

/** Every test speaks English, with the whole catalogue at hand. */
export default [{ provide: TranslocoService, useValue: transloco }];
