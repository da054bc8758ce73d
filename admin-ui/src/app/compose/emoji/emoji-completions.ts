import { computed, inject, resource, signal } from '@angular/core';
import { language } from '../../core/words/language';
import type { Completion, CompletionSource } from '../completion/completion-source';
import { EmojiChoices } from './emoji-choices';
import { toned } from './skin-tones';

const MOST = 8;

/** `:` and two letters of what an emoji is called, in any language that it has names in. Call it where `inject` works. */
export function emojiCompletions(): CompletionSource {
  const choices = inject(EmojiChoices);
  const term = signal<string | undefined>(undefined);
  const isWanted = computed(() => term() !== undefined);
  // With its names it is loaded when it is first needed.
  const data = resource({
    params: () => (isWanted() ? { language: language() } : undefined),
    loader: async ({ params }) => {
      const { findEmoji, loadEmoji } = await import('./emoji-data');
      const groups = await loadEmoji(params.language);
      return (wanted: string) => findEmoji(groups, wanted);
    },
  });
  const options = computed((): Completion[] => {
    const wanted = term();
    if (wanted === undefined || !data.hasValue()) return [];
    return data
      .value()(wanted.replaceAll(/[_-]/g, ' '))
      .slice(0, MOST)
      .map(({ emoji, hasTones, name }) => {
        const shown = hasTones ? toned(emoji, choices.tone()) : emoji;
        return { key: emoji, text: shown, name, emoji: shown };
      });
  });
  return {
    sign: ':',
    word: /^[\p{L}\p{N}_+-]{2,40}$/u,
    label: 'complete.emoji',
    term,
    options,
    taken: ({ text }) => choices.use(text),
  };
}
