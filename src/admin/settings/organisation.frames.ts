import { PlainHint } from '../../realtime/frames/event.frames.js';
import { ServerFrame } from '../../realtime/frames/frame-classes.js';

/** Nothing more than that: what clients go by is in `GET /meta`. */
export class OrganisationUpdatedDto {}

@ServerFrame({ summary: 'The organisation decided something anew; what clients go by is in `GET /meta`.' })
export class OrganisationUpdatedEvent extends PlainHint {
  static readonly type = 'organisation.updated';

  data: OrganisationUpdatedDto;
}
