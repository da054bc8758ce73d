/** Pictures of people and of groups. */
export const words = {
  'picture.add': 'Add picture',
  'picture.change': 'Change picture',
  'picture.remove': 'Remove picture',
  'picture.removeAsk': 'Remove the picture?',
  'picture.removeText': 'Your initials are shown instead.',
  'picture.removeGroupText': 'Initials are shown instead, and everyone in the group sees that you removed it.',
  'picture.hint': 'You can also drop or paste one. Its middle is shown, everything around it is cut off.',
  'picture.preview': 'This is how it will look.',
  'picture.use': 'Use this picture',
  'picture.sending': 'Sending, {{ percent }}',
  'picture.changed': 'Picture changed',
  'picture.removed': 'Picture removed',
  'picture.tooLarge': 'This picture is larger than {{ size }}. Choose a smaller one.',
  'picture.refused': "This picture can't be opened. Choose another one.",
  'picture.offline': "You can change the picture when you're back online.",

  'problem.type_refused': 'Choose a picture: JPEG, PNG, WebP, GIF or AVIF.',
  'problem.picture_not_found': 'This picture is no longer available.',
} as const;
