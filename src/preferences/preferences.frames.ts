import { ServerFrame } from '../realtime/frames/frame-classes.js';
import { PlainHint } from '../realtime/frames/event.frames.js';
import { PreferencesDto } from './dto/preferences.dto.js';

@ServerFrame({
  summary: 'I chose something for myself on one of my devices: all that I chose; ignore versions older than yours.',
})
export class PreferencesUpdatedEvent extends PlainHint {
  static readonly type = 'preferences.updated';

  data: PreferencesDto;
}
