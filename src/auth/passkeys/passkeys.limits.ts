/** More devices than anybody has. */
export const MAX_PASSKEYS = 20;
