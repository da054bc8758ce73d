import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { People } from '../../state/people/people';
import { Avatar } from '../../ui/avatar';
import { TypingPeople } from '../../state/conversations/typing-people';
import { OpenConversation } from '../open-conversation/open-conversation';
import { isolated } from '../../core/isolated';
import { listed, t } from '../../core/words/words';

/** Named one by one up to here. */
const MOST_NAMED = 3;

/** Who is writing. Its line is always there, so that nothing moves when somebody begins. */
@Component({
  selector: 'app-typing-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar],
  host: { role: 'status' },
  template: `
    @if (words(); as words) {
      <span class="faces" aria-hidden="true">
        @for (person of named(); track person.id) {
          <app-avatar [id]="person.id" [name]="person.displayName" [picture]="person.avatarUrl" [size]="20" />
        }
      </span>
      <span class="clip">{{ words }}</span>
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      block-size: 24px;
      padding-inline: var(--space-24);
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .faces {
      display: flex;
    }
    .faces app-avatar + app-avatar {
      margin-inline-start: -6px;
    }
    .dots {
      display: inline-flex;
      gap: 3px;
    }
    i {
      inline-size: 5px;
      block-size: 5px;
      border-radius: 50%;
      background: currentColor;
      animation: breathe 1.2s infinite;
    }
    i:nth-child(2) {
      animation-delay: 0.15s;
    }
    i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes breathe {
      50% {
        opacity: 0.25;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      i {
        animation: none;
      }
    }
    @media (max-width: 599px) {
      :host {
        padding-inline: var(--space-16);
      }
    }
  `,
})
export class TypingLine {
  private readonly open = inject(OpenConversation);
  private readonly typing = inject(TypingPeople);
  private readonly people = inject(People);

  private readonly writers = computed(() => {
    const id = this.open.conversation()?.id;
    return id === undefined ? [] : this.typing.in(id);
  });
  protected readonly named = computed(() =>
    this.writers()
      .slice(0, MOST_NAMED)
      .flatMap((id) => this.open.memberNamed(id) ?? this.people.of(id) ?? []),
  );
  protected readonly words = computed(() => {
    const count = this.writers().length;
    if (count > MOST_NAMED) return t('typing.many', { count });
    const names = this.named().map(({ displayName }) => isolated(displayName.split(' ')[0] ?? ''));
    if (names.length === 0) return '';
    return t('typing.names', { count: names.length, names: listed(names) });
  });

  constructor() {
    effect(() => {
      const unknown = this.writers().filter((id) => this.open.memberNamed(id) === undefined);
      untracked(() => {
        for (const id of unknown) this.people.ask(id);
      });
    });
  }
}
