import { inject, Injectable } from '@angular/core';
import type { ScheduledDto } from '../api/models/scheduled-dto';
import { problemOf } from '../core/problem';
import { serverNow } from '../core/server-clock';
import { t } from '../core/words/words';
import type { DraftText } from '../state/drafts/draft-text';
import { ScheduledMessages } from '../state/scheduled/scheduled-messages';
import { Toasts } from '../ui/toast.service';
import { WriteAgain } from './write-again';

/** Lets somebody take back the new message that the server holds, and go on writing it. */
@Injectable({ providedIn: 'root' })
export class UndoCompose {
  private readonly scheduled = inject(ScheduledMessages);
  private readonly again = inject(WriteAgain);
  private readonly toasts = inject(Toasts);

  /** Until it is sent; `reopen` goes on with the draft that it is again. */
  offer(held: ScheduledDto, text: DraftText, reopen: (draftId: string) => void): void {
    const left = Math.max(0, Date.parse(held.sendAt) - serverNow().getTime());
    this.toasts.show({
      text: t('held.toast', { seconds: Math.round(left / 1_000) }),
      endsAfterMs: left,
      action: { label: t('action.undo'), run: () => void this.undo(held, text, reopen) },
    });
  }

  private async undo(held: ScheduledDto, text: DraftText, reopen: (draftId: string) => void): Promise<void> {
    try {
      await this.scheduled.cancel(held);
    } catch (error) {
      return this.toasts.showError(problemOf(error).detail);
    }
    this.goOn(text, reopen);
  }

  /** Another draft: what is sent of it is another message than the one that was taken back. */
  goOn(text: DraftText, reopen: (draftId: string) => void): void {
    reopen(this.again.asNewMessage(text));
  }
}
