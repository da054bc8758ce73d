import { inject, Injectable } from '@angular/core';
import type { ConversationDto } from '../api/models/conversation-dto';
import { problemOf } from '../core/problem';
import { Link } from '../core/realtime/link';
import type { PlainKey } from '../core/words/catalogue';
import { t } from '../core/words/words';
import { Deletions } from '../state/messages/deletions';
import { AppDialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toast.service';

/** Clears the history of a conversation for oneself, once it is clear what that means. */
@Injectable({ providedIn: 'root' })
export class HistoryClearing {
  private readonly deletions = inject(Deletions);
  private readonly link = inject(Link);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  /** Why it cannot be cleared now; undefined where it can. */
  obstacle({ lastMessage }: ConversationDto): PlainKey | undefined {
    if (lastMessage === null) return 'clear.nothing';
    return this.link.isDown() ? 'clear.offline' : undefined;
  }

  /** What comes while somebody decides stays. */
  async ask(conversation: ConversationDto): Promise<void> {
    if (this.obstacle(conversation)) return;
    const { id, lastSeq } = conversation;
    const question = { title: t('clear.title'), text: t('clear.text'), yes: t('clear.yes'), danger: true };
    if (!(await this.dialogs.confirm(question))) return;
    try {
      await this.deletions.clearHistory(id, lastSeq);
      this.toasts.show({ text: t('clear.done') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
