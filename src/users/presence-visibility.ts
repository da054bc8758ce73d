/** Who may see whether somebody is there, and when they last were. */
export const PRESENCE_VISIBILITIES = ['everyone', 'contacts', 'nobody'] as const;

/** `contacts` are those with whom the person shares a direct conversation in which somebody wrote. */
export type PresenceVisibility = (typeof PRESENCE_VISIBILITIES)[number];
