import { inject, Injectable } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Pins } from '../../state/messages/pins';
import { Toasts } from '../../ui/toast.service';

/** Pins messages for everybody, and says what came of it. */
@Injectable({ providedIn: 'root' })
export class PinActions {
  private readonly pins = inject(Pins);
  private readonly toasts = inject(Toasts);

  /** Pins it, or takes that back. */
  async toggle(message: MessageDto): Promise<void> {
    const isPinned = message.pinned === null;
    try {
      await this.pins.change(message, isPinned);
      this.toasts.show({ text: t(isPinned ? 'pin.done' : 'pin.undone') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
