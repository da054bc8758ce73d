import type { AddedNoticeDto } from './reports.frames.js';

/** What these people were told. */
export interface AddedNotice extends AddedNoticeDto {
  readonly userIds: readonly string[];
}

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** A message was reported, or somebody decided about one, on this node. */
    'reports.changed': { readonly id: string };
    /** These people have a notice of moderators that they have not seen. */
    'notices.added': AddedNotice;
  }
}
