import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import { ComposeLauncher } from '../../compose/compose-launcher';
import { WriteAgain } from '../../compose/write-again';
import { filesIn } from '../../state/drafts/draft-news';
import { type DraftText, withFiles } from '../../state/drafts/draft-text';
import { ScheduledMessages } from '../../state/scheduled/scheduled-messages';

/** For these it cannot be sent where it was to go, be it written anew or not. */
const CLOSED = ['conversation_not_found', 'role_required', 'recipient_inactive', 'you_blocked'];

/** The client id of the message was used up: only another message can say it. */
export function isSpent({ problem }: ScheduledDto): boolean {
  return problem?.code === 'client_id_reused';
}

/** Takes out what could not be sent, to go on with it as a message of its own. */
@Injectable({ providedIn: 'root' })
export class ScheduledAgain {
  private readonly scheduled = inject(ScheduledMessages);
  private readonly again = inject(WriteAgain);
  private readonly compose = inject(ComposeLauncher);
  private readonly router = inject(Router);

  /** Where it was to go, or as a new message where that is closed. Throws what the server refuses; then nothing changed. */
  async write(message: ScheduledDto): Promise<void> {
    const { conversationId, to, separate, problem } = message;
    // Its files are free for another message from then on.
    await this.scheduled.cancel(message);
    const text = textOf(message);
    if (conversationId !== null && !CLOSED.includes(problem?.code ?? '')) {
      this.again.inConversation(conversationId, text);
      await this.router.navigate(['/chats', conversationId]);
      return;
    }
    const people = to.map((person) => ({ ...person, kind: 'person' as const }));
    const address = { to: people, isSeparate: separate };
    const draftId = this.again.asNewMessage({ ...text, replyToSeq: null, address });
    await this.compose.open({ draftId });
  }
}

function textOf({ body, subject, replyToSeq, attachments }: ScheduledDto): DraftText {
  return withFiles({ body, subject: subject ?? '', replyToSeq }, filesIn({ attachments }));
}
