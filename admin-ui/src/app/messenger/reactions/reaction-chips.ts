import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listReactions } from '../../api/fn/messages/list-reactions';
import type { MessageDto } from '../../api/models/message-dto';
import type { ReactionDto } from '../../api/models/reaction-dto';
import { isolated } from '../../core/isolated';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { listed, t } from '../../core/words/words';
import { Reactions } from '../../state/messages/reactions';
import { OpenConversation } from '../open-conversation/open-conversation';

/** How many names a tooltip has. */
const MOST_NAMES = 12;

/** With what people reacted to a message; a click joins them or leaves them, and pointing at one asks who they are. */
@Component({
  selector: 'app-reaction-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'group', '[attr.aria-label]': "t('react.reactions')", '(keydown)': 'move($event)' },
  template: `
    @for (one of shown(); track one.emoji) {
      <button
        type="button"
        class="reaction"
        tabindex="-1"
        [attr.aria-pressed]="!!one.me"
        [attr.aria-label]="label(one)"
        [title]="namesOf(one)"
        (pointerenter)="askWho(one)"
        (focus)="askWho(one)"
        (click)="reactions.toggle(message(), one.emoji)"
        (contextmenu)="$event.preventDefault(); asked.emit()"
      >
        <span class="emoji" translate="no">{{ one.emoji }}</span><span class="num">{{ numberText(one.count) }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      max-inline-size: min(500px, 100%);
    }
    :host-context(.own) {
      justify-content: flex-end;
    }
    .reaction {
      position: relative;
      display: inline-flex;
      align-items: center;
      gap: 5px;
      min-block-size: 26px;
      padding-inline: 8px;
      border: 1px solid var(--parley-hairline);
      border-radius: 13px;
      background: var(--parley-paper);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-variant-numeric: tabular-nums;
    }
    .reaction:hover {
      background: var(--parley-hover);
    }
    .reaction[aria-pressed='true'] {
      border-color: var(--mat-sys-primary);
      background: color-mix(in srgb, var(--mat-sys-primary) 12%, var(--parley-paper));
      color: var(--mat-sys-primary);
      font-weight: 600;
    }
    .emoji {
      font-family: var(--parley-emoji);
      font-size: 0.9375rem;
      line-height: 1;
    }
    @media (pointer: coarse) {
      :host {
        gap: 8px;
        margin-block: 2px 4px;
      }
      .reaction {
        min-block-size: 32px;
        min-inline-size: 44px;
        justify-content: center;
        border-radius: 16px;
      }
      /* Larger than it looks. */
      .reaction::after {
        content: '';
        position: absolute;
        inset: -6px -4px;
      }
    }
    @media (forced-colors: active) {
      .reaction[aria-pressed='true'] {
        border: 2px solid Highlight;
      }
    }
  `,
})
export class ReactionChips {
  protected readonly t = t;
  protected readonly numberText = numberText;
  readonly message = input.required<MessageDto>();
  /** Somebody wants to see all who reacted. */
  readonly asked = output<void>();

  protected readonly reactions = inject(Reactions);
  private readonly api = inject(Api);
  private readonly open = inject(OpenConversation);

  protected readonly shown = computed(() => this.reactions.shown(this.message()));
  /** Who they were when somebody asked, by emoji. */
  private readonly known = signal<ReadonlyMap<string, { readonly ids: readonly string[]; readonly names: string }>>(
    new Map(),
  );
  private readonly askedOf = new Map<string, number>();

  protected label(one: ReactionDto): string {
    const { emoji, count, me } = one;
    const names = this.namesOf(one);
    return names ? `${emoji} ${count}: ${names}` : t(me ? 'react.countWithMe' : 'react.count', { emoji, count });
  }

  protected namesOf({ emoji, me }: ReactionDto): string {
    const known = this.known().get(emoji);
    // What I did since then is not in it.
    return known && known.ids.includes(this.open.me().id) === (me ?? false) ? known.names : '';
  }

  /** Asks again when the number changed. Without an answer there are no names, and the count says enough. */
  protected async askWho({ emoji, count }: ReactionDto): Promise<void> {
    if (this.askedOf.get(emoji) === count) return;
    this.askedOf.set(emoji, count);
    const { conversationId, seq } = this.message();
    try {
      const page = await this.api.invoke(listReactions, { conversationId, seq, emoji, limit: MOST_NAMES });
      const names = page.items.map(({ user }) =>
        user.id === this.open.me().id ? t('message.you') : isolated(user.displayName),
      );
      const others = count - names.length;
      const all = others > 0 ? [...names, t('react.others', { count: others })] : names;
      const ids = page.items.map(({ user }) => user.id);
      this.known.update((known) => new Map(known).set(emoji, { ids, names: listed(all) }));
    } catch (error) {
      problemOf(error);
      this.askedOf.delete(emoji);
    }
  }

  protected move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === event.target);
    const forwards = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl' ? -step : step;
    buttons[(at + forwards + buttons.length) % buttons.length]?.focus();
  }
}
