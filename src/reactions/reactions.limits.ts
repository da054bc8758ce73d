import { defineLimit } from '../core/limits.js';

export const MAX_REACTION_KINDS = defineLimit('reactionKinds', 20, 'Different reactions to one message.');
