import { inject, Injectable } from '@angular/core';
import type { ChangeWindow } from '../../api/models/change-window';
import type { MessageDto } from '../../api/models/message-dto';
import { serverNow } from '../../core/server-clock';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { mayEdit } from './may-edit';

const MINUTE_MS = 60_000;
const MINUTES: Readonly<Record<ChangeWindow, number>> = {
  off: -1,
  '15m': 15,
  '1h': 60,
  '24h': 24 * 60,
  '48h': 48 * 60,
  unlimited: Infinity,
};
/** For how long the organisation lets me change what I wrote; the server has the last word. */
@Injectable({ providedIn: 'root' })
export class ChangeWindows {
  private readonly meta = inject(ServerMeta);
  private readonly session = inject(Session);

  constructor() {
    // Without it everything is offered, and the server refuses what is too late.
    this.meta.ensure().catch(() => undefined);
  }

  /** Whether this message of mine can be edited now. */
  mayEdit(message: MessageDto): boolean {
    return mayEdit(message) && this.isOpen(this.meta.meta()?.settings.editWindow, message);
  }

  /** The window that is over for a message of mine that could be edited; undefined while it is open. */
  editWindowOver(message: MessageDto): ChangeWindow | undefined {
    const window = this.meta.meta()?.settings.editWindow;
    return window && mayEdit(message) && !this.isOpen(window, message) ? window : undefined;
  }

  /** The window that is over for deleting a message of mine for everyone; undefined while it is open, and for superusers. */
  deleteWindowOver(message: MessageDto): ChangeWindow | undefined {
    const window = this.meta.meta()?.settings.deleteWindow;
    if (!window || this.session.me()?.isSuperuser) return undefined;
    return this.isOpen(window, message) ? undefined : window;
  }

  private isOpen(window: ChangeWindow | undefined, { createdAt }: MessageDto): boolean {
    if (window === undefined) return true;
    return serverNow().getTime() - Date.parse(createdAt) <= MINUTES[window] * MINUTE_MS;
  }
}
