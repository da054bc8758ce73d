import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { Session } from '../../core/session';
import { BlockPerson } from './block-person';
import { PersonProfile } from './person-profile';
import { DirectConversations } from '../../state/conversations/direct-conversations';

/** Who is meant by a name in a message, and the way to write to them. */
@Component({
  selector: 'app-mentioned-person',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, BlockPerson, DialogFrame, PersonProfile],
  template: `
    <app-dialog [heading]="card.displayName">
      <app-avatar [id]="card.id" [name]="card.displayName" [size]="64" />
      <app-person-profile [card]="card" />
      @if (card.id !== myId) {
        <app-block-person [card]="card" />
      }
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn primary" (click)="write()">{{ t('mention.write') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    app-avatar {
      margin-block-end: var(--space-12);
    }
  `,
})
export class MentionedPerson {
  protected readonly t = t;
  protected readonly card = inject<UserCardDto>(DIALOG_DATA);
  protected readonly myId = inject(Session).me()?.id;
  private readonly dialog = inject(DialogRef);
  private readonly directs = inject(DirectConversations);
  private readonly router = inject(Router);

  protected async write(): Promise<void> {
    const id = await this.directs.with(this.card.id);
    if (id === undefined) return;
    this.dialog.close();
    void this.router.navigate(['/chats', id]);
  }
}
