import type { TranslocoMissingHandler, TranslocoTranspiler, TranspileParams } from '@jsverse/transloco';
import type { Plural } from './catalogue';
import { locale } from './language';
import { IF_KNOWN } from './words';

const SLOT = /\{\{ (\w+) \}\}/g;

/**
 * Makes a text of an entry: chooses the plural by `count`, writes numbers as the language does, and inserts everything else as
 * it is. Transloco's own looks for slots in what it has inserted too, and a group may be called "{{ count }}".
 */
export class WordsTranspiler implements TranslocoTranspiler {
  transpile({ value, params = {} }: TranspileParams): string {
    const text = typeof value === 'string' ? value : pluralOf(value as Plural, Number(params['count']));
    return text.replace(SLOT, (_slot, name: string) => written(params[name]));
  }
}

/** A key without a text belongs to a part of the catalogue that its page did not load: the console gets it. */
export class MissingText implements TranslocoMissingHandler {
  handle(key: string, _config: unknown, params?: Readonly<Record<string, unknown>>): string | undefined {
    if (params?.[IF_KNOWN]) return undefined;
    reportError(new Error(`Nothing that is loaded of the catalogue has the text "${key}".`));
    return key;
  }
}

function pluralOf(plural: Plural, count: number): string {
  return plural[new Intl.PluralRules(locale()).select(count)] ?? plural.other;
}

function written(inserted: unknown): string {
  return typeof inserted === 'number' ? new Intl.NumberFormat(locale()).format(inserted) : String(inserted ?? '');
}
