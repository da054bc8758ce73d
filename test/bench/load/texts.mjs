/** About as long as people write. */
export const BODY = 'The crates are at the gate; shall I send them on, or does somebody come for them?';
