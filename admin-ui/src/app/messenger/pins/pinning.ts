import { inject, Injectable } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Pins } from '../../state/messages/pins';
import { Toasts } from '../../ui/toast.service';

/** Pins messages, and says what came of it. */
@Injectable({ providedIn: 'root' })
export class Pinning {
  private readonly pins = inject(Pins);
  private readonly toasts = inject(Toasts);

  /** Pins it for everybody, or takes that back. Never rejects. */
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
