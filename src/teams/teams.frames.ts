import { PlainHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** Nothing more than that: the teams are at `GET /teams`. */
export class TeamsUpdatedDto {}

@ServerFrame({ summary: 'Teams, or who is in them, changed; they are at `GET /teams`.' })
export class TeamsUpdatedEvent extends PlainHint {
  static readonly type = 'teams.updated';

  data: TeamsUpdatedDto;
}
