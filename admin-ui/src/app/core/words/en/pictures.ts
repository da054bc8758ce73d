/** Pictures of people and of groups. */
export const words = {
  'problem.type_refused': 'Choose a picture: JPEG, PNG, WebP, GIF or AVIF.',
  'problem.picture_not_found': 'This picture is no longer available.',
} as const;
