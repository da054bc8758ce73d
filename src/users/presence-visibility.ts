/** Who may see whether somebody is there, and when they last were. */
export const PRESENCE_VISIBILITIES = ['everyone', 'contacts', 'nobody'] as const;

/** `contacts` are those to whom the person wrote in a direct conversation. */
export type PresenceVisibility = (typeof PRESENCE_VISIBILITIES)[number];
