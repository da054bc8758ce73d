import {
  DefaultFallbackStrategy,
  DefaultInterceptor,
  provideTranslocoConfig,
  provideTranslocoFallbackStrategy,
  provideTranslocoInterceptor,
  provideTranslocoMissingHandler,
  provideTranslocoTranspiler,
} from '@jsverse/transloco';
import { LANGUAGES } from './language';
import { MissingText, WordsTranspiler } from './transpiler';

/** What `t()` needs. The words themselves are loaded by `Words`. */
export const provideWords = () => [
  provideTranslocoConfig({
    availableLangs: LANGUAGES.map(({ code }) => code),
    // Keys have dots and are not nested; a plural stays one entry.
    flatten: { aot: true },
  }),
  provideTranslocoTranspiler(WordsTranspiler),
  provideTranslocoMissingHandler(MissingText),
  provideTranslocoInterceptor(DefaultInterceptor),
  provideTranslocoFallbackStrategy(DefaultFallbackStrategy),
];
