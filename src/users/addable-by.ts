/** Who may put a person into groups. */
export const ADDABLE_BY = ['everyone', 'contacts', 'nobody'] as const;

/** `contacts` are those to whom the person wrote in a direct conversation. */
export type AddableBy = (typeof ADDABLE_BY)[number];
