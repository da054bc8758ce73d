/** Whether what was asked for was done; `refused` means that somebody was not allowed to. */
export const OUTCOMES = ['success', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
