export const NOTIFY_LEVELS = ['all', 'mentions', 'none'] as const;
/** Of what somebody wants to hear. */
export type NotifyLevel = (typeof NOTIFY_LEVELS)[number];
