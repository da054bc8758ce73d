import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, ElementRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ComposeLauncher } from '../../compose/compose-launcher';
import { Link } from '../../core/realtime/link';
import { ScopedKeys } from '../../core/key-scope';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { plainText } from '../../ui/markdown/plain-text';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { MessengerSync } from '../../state/sync/messenger-sync';
import { briefly, fullTime } from '../../core/times';
import type { KeptDraft } from '../../state/drafts/draft-text';
import { Drafts } from '../../state/drafts/drafts';
import { t } from '../../core/words/words';
import { DRAFT_KEYS } from './draft-keys';

/** What I began to write, on any of my devices: to go on with, or to throw away. */
@Component({
  selector: 'app-drafts-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, Icon, NgTemplateOutlet, RouterLink, Skeleton],
  templateUrl: './drafts-page.html',
  styleUrls: ['../list-page.css', './drafts-page.css'],
  host: { role: 'main' },
})
export class DraftsPage {
  protected readonly t = t;
  protected readonly drafts = inject(Drafts);
  protected readonly link = inject(Link);
  protected readonly compose = inject(ComposeLauncher);
  private readonly session = inject(Session);
  private readonly store = inject(ConversationStore);
  private readonly toasts = inject(Toasts);
  private readonly keys = inject(ScopedKeys);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly rows = computed(() =>
    this.drafts.list().map((draft) => ({
      id: draft.id,
      isNewMessage: draft.isNewMessage,
      ...this.addressee(draft),
      subject: draft.text.subject.trim(),
      excerpt: plainText(draft.text.body),
      files: (draft.text.files ?? []).map(({ name }) => name).join(', '),
      isReply: draft.text.replyToSeq !== null,
      isUnsaved: draft.isChanged && this.link.isDown(),
      at: draft.updatedAt,
      time: briefly(draft.updatedAt),
      fullTime: fullTime(draft.updatedAt),
    })),
  );

  constructor() {
    inject(MessengerSync);
  }

  /** Away at once, on all devices; a toast takes that back. */
  protected discard(id: string): void {
    const text = this.drafts.of(id);
    const at = this.rows().findIndex((row) => row.id === id);
    const next = this.rows()[at + 1] ?? this.rows()[at - 1];
    this.drafts.drop(id);
    this.toasts.show({
      text: t('drafts.discarded'),
      action: { label: t('action.undo'), run: () => this.drafts.keep(id, text) },
    });
    const target = next ? `[data-id="${next.id}"] .row` : 'h1';
    setTimeout(() => this.element.querySelector<HTMLElement>(target)?.focus());
  }

  /** What keys do on a row. */
  protected steer(event: KeyboardEvent, id: string): void {
    const links = [...this.element.querySelectorAll<HTMLElement>('li > .row')];
    const at = links.indexOf(event.currentTarget as HTMLElement);
    const move = (to: number) => () => links[to]?.focus();
    this.keys.run(DRAFT_KEYS, event, {
      up: move(at - 1),
      down: move(at + 1),
      first: move(0),
      last: move(links.length - 1),
      // A link or a button does.
      open: () => false,
      discard: () => this.discard(id),
    });
  }

  private addressee(draft: KeptDraft) {
    return draft.isNewMessage ? recipients(draft) : this.inConversation(draft);
  }

  private inConversation({ id: conversationId, conversation }: KeptDraft) {
    const mine = this.session.me()?.id;
    const known = this.store.conversation(conversationId)();
    const kind: 'group' | 'person' = (known ?? conversation)?.kind === 'direct' ? 'person' : 'group';
    if (known) {
      const [avatarId, picture] = [otherOf(known, mine)?.id ?? conversationId, pictureOf(known, mine)];
      return { name: nameOf(known, mine), avatarId, kind, picture };
    }
    const picture = conversation?.pictureUrl ?? conversation?.other?.avatarUrl;
    const name = conversation?.subject ?? conversation?.other?.displayName ?? t('conversation.unnamed');
    return { name, avatarId: conversation?.other?.id ?? conversationId, kind, picture };
  }
}

function recipients({ id, text }: KeptDraft) {
  const to = text.address?.to ?? [];
  const names = to.map(({ displayName }) => displayName).join(', ');
  const kind: 'group' | 'person' = to.length === 1 && to[0]?.kind === 'person' ? 'person' : 'group';
  const picture = to.length === 1 ? to[0]?.avatarUrl : null;
  return { name: names || t('action.newMessage'), avatarId: to[0]?.id ?? id, kind, picture };
}
