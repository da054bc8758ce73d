/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': 'Easy to guess',
  'strength.good': 'Good password',
  'strength.strong': 'Strong password',
  'strength.keys': 'Keys next to each other are guessed early.',
  'strength.repeat': 'Repeating something adds little.',
  'strength.sequence': 'Runs such as abc or 6543 are guessed early.',
  'strength.date': 'Dates and years are guessed early.',
  'strength.common': 'Many people use this or something like it.',
  'strength.word': "One word alone is guessed early. Add others that don't belong to it.",
  'strength.name': 'Names are guessed early.',
  'strength.known': 'It contains what others know about you.',
  'strength.short': 'Make it longer, for example with another word.',
} as const;
