import { Clipboard } from '@angular/cdk/clipboard';
import { Location } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { deleteMessage } from '../../api/fn/messages/delete-message';
import { restoreMessage } from '../../api/fn/messages/restore-message';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import { problemOf } from '../../core/problem';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { Deletions } from '../../state/messages/deletions';
import { MessageFeeds } from '../../state/messages/message-feeds';
import { Reactions } from '../../state/messages/reactions';
import { EmojiChoices } from '../../compose/emoji/emoji-choices';
import type { ForwardedTo } from '../forwarding/forward-dialog';
import { isolated } from '../../core/isolated';
import { Words } from '../../core/words/loading';
import { listed, t } from '../../core/words/words';

/** What one does with a message that is there. */
@Injectable({ providedIn: 'root' })
export class MessageActions {
  private readonly api = inject(Api);
  private readonly feeds = inject(MessageFeeds);
  private readonly deletions = inject(Deletions);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(AppDialogs);
  private readonly clipboard = inject(Clipboard);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly reactions = inject(Reactions);
  private readonly choices = inject(EmojiChoices);
  private readonly words = inject(Words);

  /** The text goes to the clipboard as it was written. */
  copy(text: string, done: 'action.copied' | 'tools.linkCopied' = 'action.copied'): void {
    if (this.clipboard.copy(text)) this.toasts.show({ text: t(done) });
    else this.toasts.showError(t('action.notCopied'));
  }

  /** An address that opens the conversation at this message, for whoever may read it. */
  copyLink({ conversationId, seq }: MessageDto): void {
    const path = this.router.createUrlTree(['/chats', conversationId], { queryParams: { at: seq } }).toString();
    this.copy(new URL(this.location.prepareExternalUrl(path), location.origin).href, 'tools.linkCopied');
  }

  /** Takes it away for me at once; a toast takes that back. */
  async deleteForMe({ conversationId, seq }: MessageDto): Promise<void> {
    try {
      await this.deletions.deleteForMe(conversationId, seq);
      this.toasts.show({
        text: t('message.deletedForMe'),
        action: { label: t('action.undo'), run: () => void this.restoreForMe(conversationId, seq) },
      });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Says what will happen, takes it away for everybody, and offers to restore it for a moment. */
  async deleteForEveryone(message: MessageDto, conversation: ConversationDto): Promise<void> {
    const { conversationId, seq } = message;
    const others = conversation.memberCount - 1;
    const isSure = await this.dialogs.confirm({
      title: t('delete.title'),
      text: conversation.kind === 'group' ? t('delete.group', { count: others }) : t('delete.direct'),
      yes: t('delete.yes'),
      danger: true,
    });
    if (!isSure) return;
    try {
      await this.api.invoke(deleteMessage, { conversationId, seq, for: 'everyone' });
      void this.feeds.peek(conversationId)?.catchUp();
      this.toasts.show({
        text: t('delete.done'),
        action: { label: t('action.restore'), run: () => void this.restoreForEveryone(conversationId, seq) },
      });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Reacts with any emoji that is then picked; to have reacted so already is fine. */
  async pickReaction(message: MessageDto): Promise<void> {
    const { ReactionPicker } = await import('../reactions/reaction-picker');
    const ref = this.dialogs.open<string, void, object>(ReactionPicker, { width: 384 });
    const emoji = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (emoji !== undefined) this.reactions.add(message, emoji);
    if (emoji !== undefined) this.choices.use(emoji);
  }

  /** Who reacted to it, with what and when. */
  async showReactions(message: MessageDto): Promise<void> {
    const { WhoReacted } = await import('../reactions/who-reacted');
    this.dialogs.open(WhoReacted, { data: message, width: 420, reads: true });
  }

  /** Copies it to where one chooses, and says where it went. */
  async forward(message: MessageDto): Promise<void> {
    const { ForwardDialog } = await import('../forwarding/forward-dialog');
    const ref = this.dialogs.open<readonly ForwardedTo[], MessageDto, object>(ForwardDialog, {
      data: message,
      width: 460,
    });
    const sent = (await firstValueFrom(ref.closed, { defaultValue: undefined })) ?? [];
    const [first] = sent;
    if (!first) return;
    this.toasts.show({
      text: t('forward.done', { names: listed(sent.map(({ name }) => isolated(name))) }),
      action: { label: t('action.open'), run: () => void this.router.navigate(['/chats', first.conversationId]) },
    });
  }

  /** Reports it to the moderators, and says that it was. */
  async report(message: MessageDto): Promise<void> {
    const { ReportDialog } = await import('../reporting/report-dialog');
    const ref = this.dialogs.open<boolean, MessageDto, object>(ReportDialog, { data: message, width: 460 });
    if (await firstValueFrom(ref.closed, { defaultValue: false })) this.toasts.show({ text: t('report.done') });
  }

  /** Who was notified of it, and why others were not. */
  async showTrace(message: MessageDto): Promise<void> {
    const [{ MessageTrace }] = await Promise.all([
      import('../tracing/message-trace'),
      this.words.load('notifications'),
    ]);
    this.dialogs.open(MessageTrace, { data: message, width: 460, reads: true });
  }

  /** What it said before it was edited. */
  async showVersions(message: MessageDto): Promise<void> {
    const { MessageVersions } = await import('./message-versions');
    this.dialogs.open(MessageVersions, { data: message, width: 560, reads: true });
  }

  private async restoreForMe(conversationId: string, seq: number): Promise<void> {
    try {
      await this.deletions.restoreForMe(conversationId, seq);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private async restoreForEveryone(conversationId: string, seq: number): Promise<void> {
    try {
      await this.api.invoke(restoreMessage, { conversationId, seq });
      void this.feeds.peek(conversationId)?.catchUp();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
