import { createEnvironmentInjector, type EnvironmentInjector } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { words as account } from '../core/words/en/account';
import { words as accounts } from '../core/words/en/accounts';
import { words as admin } from '../core/words/en/admin';
import { words as base } from '../core/words/en/base';
import { words as files } from '../core/words/en/files';
import { words as groups } from '../core/words/en/groups';
import { words as jobs } from '../core/words/en/jobs';
import { words as keys } from '../core/words/en/keys';
import { words as messenger } from '../core/words/en/messenger';
import { words as moderation } from '../core/words/en/moderation';
import { words as overview } from '../core/words/en/overview';
import { words as oversight } from '../core/words/en/oversight';
import { words as people } from '../core/words/en/people';
import { words as pictures } from '../core/words/en/pictures';
import { words as roles } from '../core/words/en/roles';
import { words as settings } from '../core/words/en/settings';
import { words as someone } from '../core/words/en/someone';
import { words as later } from '../core/words/en/later';
import { words as strength } from '../core/words/en/strength';
import { words as subjects } from '../core/words/en/subjects';
import { provideWords } from '../core/words/provide-words';

// One for all tests, also for those without a TestBed: the catalogue is not theirs to set up.
const noParent = null as unknown as EnvironmentInjector;
const transloco = createEnvironmentInjector([provideWords(), TranslocoService], noParent).get(TranslocoService);
transloco.setTranslation(
  {
    ...{ ...account, ...accounts, ...admin, ...base, ...files, ...groups, ...jobs, ...keys, ...messenger },
    ...{ ...people, ...someone, ...pictures, ...roles, ...settings, ...strength, ...later, ...subjects, ...overview },
    ...{ ...oversight, ...moderation },
  },
  'en',
  { emitChange: false },
);

/** Every test speaks English, with the whole catalogue at hand. */
export default [{ provide: TranslocoService, useValue: transloco }];
