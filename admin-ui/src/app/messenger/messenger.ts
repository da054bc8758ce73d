import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ConversationList } from './conversation-list/conversation-list';
import { MessengerSync } from '../state/sync/messenger-sync';
import { MarkdownRenderer } from '../ui/markdown/markdown-renderer';

/** The conversations beside the one that is open; on a phone one or the other. */
@Component({
  selector: 'app-messenger',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConversationList, RouterOutlet],
  host: { '[class.reading]': 'openId() !== undefined' },
  template: `
    <app-conversation-list [openId]="openId()" />
    <router-outlet (activate)="note()" (deactivate)="openId.set(undefined)" />
  `,
  styles: `
    :host {
      display: grid;
      block-size: 100%;
      grid-template: minmax(0, 1fr) / max(320px, min(20rem, 30%)) minmax(0, 1fr);
    }
    @media (max-width: 1199px) {
      :host {
        grid-template-columns: max(280px, min(17.5rem, 34%)) minmax(0, 1fr);
      }
    }
    @media (max-width: 599px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      :host(.reading) app-conversation-list,
      :host(:not(.reading)) ::ng-deep > router-outlet + * {
        display: none;
      }
    }
  `,
})
export class Messenger {
  private readonly outlet = viewChild.required(RouterOutlet);
  protected readonly openId = signal<string | undefined>(undefined);

  constructor() {
    inject(MessengerSync);
    inject(MarkdownRenderer).prepare();
  }

  protected note(): void {
    this.outlet().activatedRoute.params.subscribe((params) => this.openId.set(params['conversationId']));
  }
}
