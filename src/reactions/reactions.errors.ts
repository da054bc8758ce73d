import { defineProblem } from '../core/errors/domain-error.js';
import { MAX_REACTION_KINDS } from './reactions.limits.js';

/** People react with one emoji that Unicode recommends, and with nothing else. */
export class InvalidEmoji extends defineProblem('invalid_emoji', 400, 'That is not an emoji') {
  constructor() {
    super('React with one emoji.');
  }
}

/** So many different ones are on the message; whoever wants to can join one of them. */
export class TooManyReactions extends defineProblem('too_many_reactions', 409, 'Too many different reactions') {
  constructor() {
    super(`A message can have ${MAX_REACTION_KINDS} different reactions. Join one of them.`);
  }
}

/** Lines that tell what happened in a group are nobody's words. */
export class NotForReactions extends defineProblem('cannot_react', 409, 'Nobody can react to that') {
  constructor() {
    super('People can react to messages, not to lines that tell what happened.');
  }
}
