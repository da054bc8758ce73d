/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': 'Easy to guess',
  'strength.good': 'Good password',
  'strength.strong': 'Strong password',
  'strength.keys': 'Keys next to each other are easy to guess.',
  'strength.repeat': 'Repeating something hardly makes it stronger.',
  'strength.sequence': 'Sequences such as abc or 6543 are easy to guess.',
  'strength.date': 'Dates and years are easy to guess.',
  'strength.common': 'Many people use this or something similar.',
  'strength.word': 'A single word is easy to guess. Add others that have nothing to do with it.',
  'strength.name': 'Names are easy to guess.',
  'strength.known': 'It contains something others know about you.',
  'strength.short': 'Make it longer, for example with another word.',
} as const;
