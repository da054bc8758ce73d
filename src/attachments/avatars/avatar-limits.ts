import { defineLimit } from '../../core/limits.js';

/** A picture as it comes; or what the organisation lets files be, where that is less. */
export const AVATAR_BYTES = defineLimit(
  'avatarBytes',
  10 * 1024 * 1024,
  'The picture of a person or a group as it is uploaded, in bytes; `uploadBytes` where that is less.',
);

/** In pixels, in both directions; what is no thumbnail of a file is the largest. */
export const [LARGE_AVATAR, SMALL_AVATAR] = [384, 96] as const;
