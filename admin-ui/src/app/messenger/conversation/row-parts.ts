import { latePart } from '../../core/late-part';

/** What one can do with a message. Comes when the pointer is over the log, or a message has the focus. */
export const TOOLS = latePart(() => import('./message-tools'));

/** Comes when one's own message is pointed at or has the focus. */
export const EDITOR = latePart(() => import('./row-editor'));
