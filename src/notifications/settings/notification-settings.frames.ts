import { PlainHint } from '../../realtime/frames/event.frames.js';
import { ServerFrame } from '../../realtime/frames/frame-classes.js';
import { NotificationSettingsDto } from '../dto/notification-settings.dto.js';

@ServerFrame({ summary: 'I chose on one of my devices whether, when and of what I am notified: all that I chose.' })
export class NotificationsUpdatedEvent extends PlainHint {
  static readonly type = 'notifications.updated';

  data: NotificationSettingsDto;
}
