import { keyScope } from '../core/key-scope';

/** While pictures are shown over the page. */
export const LIGHTBOX_KEYS = keyScope('keys.pictures', {
  left: { label: 'keys.turn', keys: ['ArrowLeft'] },
  right: { label: 'keys.turn', keys: ['ArrowRight'] },
  zoom: { label: 'keys.zoom', keys: ['z'] },
  pan: { label: 'keys.pan', keys: ['ArrowUp', 'ArrowDown'] },
  close: { label: 'keys.close', keys: ['Escape'] },
});

/** At the place of what is played. */
export const SOUND_KEYS = keyScope('keys.sounds', {
  back: { label: 'keys.seek', keys: ['ArrowLeft', 'ArrowDown'] },
  on: { label: 'keys.seek', keys: ['ArrowRight', 'ArrowUp'] },
  beginning: { label: 'keys.soundEnds', keys: ['Home'] },
  end: { label: 'keys.soundEnds', keys: ['End'] },
});

/** While a voice message is recorded. */
export const RECORDING_KEYS = keyScope('keys.writing', {
  cancel: { label: 'keys.cancelRecording', keys: ['Escape'] },
});
