import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import { Presence } from '../../core/presence/presence';
import { presenceWord } from '../../core/presence/presence-words';
import { ScopedKeys } from '../../core/key-scope';
import { Avatar } from '../../ui/avatar';
import { PresenceDot } from '../../ui/presence-dot';
import { Highlight } from '../../compose/highlight';
import { OPENING_KEYS } from './chat-list-keys';

/** Somebody of the directory, found while searching; choosing them opens the conversation with them. */
@Component({
  selector: 'li[app-person-option]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Highlight, PresenceDot],
  host: {
    role: 'option',
    'aria-selected': 'false',
    '(click)': 'open.emit()',
    '(keydown)': 'handleKey($event)',
  },
  template: `
    <app-avatar [id]="person().id" [name]="person().displayName" [picture]="person().avatarUrl">
      @if (state(); as state) {
        <app-presence-dot [state]="state" />
      }
    </app-avatar>
    <div class="grow">
      <div class="nm clip"><app-highlight [text]="person().displayName" [term]="term()" /></div>
      <div class="tx clip"><app-highlight [text]="'@' + person().username" [term]="term()" /></div>
      <span class="vh">{{ presenceWord(state()) }}</span>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 40px minmax(0, 1fr);
      gap: var(--space-12);
      align-items: center;
      min-block-size: 64px;
      padding: 11px var(--space-8);
      border-radius: var(--mat-sys-corner-medium);
      cursor: pointer;
    }
    :host(:hover) {
      background: var(--parley-hover);
    }
    :host(:focus-visible) {
      outline-offset: -2px;
    }
    .nm {
      font: var(--mat-sys-label-large);
    }
    .tx {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PersonOption {
  protected readonly presenceWord = presenceWord;
  readonly person = input.required<DirectoryUserDto>();
  readonly term = input('');
  readonly open = output<void>();

  private readonly presence = inject(Presence);
  private readonly keys = inject(ScopedKeys);
  protected readonly state = computed(() => this.presence.of(this.person().id)?.state);

  protected handleKey(event: KeyboardEvent): void {
    this.keys.run(OPENING_KEYS, event, { open: () => this.open.emit() });
  }
}
