import type { Provider } from '@angular/core';
import { CATALOGUES } from '../core/words/catalogues';
import { addTexts } from '../core/words/texts';

for (const part of await Promise.all(Object.values(CATALOGUES.en).map((load) => load()))) addTexts('en', part.words);

/** Every test speaks English, with the whole catalogue at hand; nothing has to be provided for that. */
const providers: readonly Provider[] = [];
export default providers;
