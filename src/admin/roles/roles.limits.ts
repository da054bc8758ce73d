/** Beyond it nobody would know any more who may do what. */
export const MAX_ROLES = 100;
