import { mayKnowPresence } from '../../users/privacy-conditions.js';
import { mayKnowReading } from '../../users/privacy-conditions.js';

/** In larger groups it is not noted whom messages reached. */
export const MAX_TRACKED_MEMBERS = 100;

/** An SQL condition on a member `o`: a message went to them. Who came later and does not see it is not meant. */
export const isRecipient = (seq: string, authorId: string): string =>
  `o.user_id <> ${authorId} and o.visible_from_seq <= ${seq}`;

/** An SQL condition on a member `o`: they have read a message, and the viewer may know. */
export const hasReadFor = (viewerId: string, seq: string): string =>
  `(o.last_read_seq >= ${seq} and ${mayKnowReading(viewerId, 'o.user_id')})`;

/**
 * An SQL condition on a member `o`: a message reached them, as far as the viewer may know: that it did tells that they are
 * there. Who has read it has it.
 */
export const wasDeliveredFor = (viewerId: string, seq: string): string =>
  `(o.last_delivered_seq >= ${seq} and ${mayKnowPresence(viewerId, 'o.user_id')} or ${hasReadFor(viewerId, seq)})`;
