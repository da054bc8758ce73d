import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { UserCardDto } from '../api/models/user-card-dto';
import { Session } from '../core/session';
import { t } from '../core/words/words';
import { DirectConversations } from '../state/conversations/direct-conversations';
import { Avatar } from '../ui/avatar';
import { DialogFrame } from '../ui/dialog-frame';
import { BlockPerson } from './block-person';
import { PersonProfile } from './person-profile';

/** Who has a name that stands somewhere, and the way to write to them; to oneself, the way to what one says of oneself. */
@Component({
  selector: 'app-person-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, BlockPerson, DialogFrame, PersonProfile],
  template: `
    <app-dialog [heading]="card.displayName">
      <app-avatar [id]="card.id" [name]="card.displayName" [picture]="card.avatarUrl" [size]="64" />
      <app-person-profile [card]="card" />
      @if (!isMe) {
        <app-block-person [card]="card" />
      }
      <footer actions>
        <span class="grow"></span>
        @if (isMe) {
          <button type="button" class="btn line" (click)="goTo('/settings')">{{ t('person.edit') }}</button>
        }
        <button type="button" class="btn primary" (click)="write()">
          {{ isMe ? t('person.noteToSelf') : t('person.write') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    app-avatar {
      margin-block-end: var(--space-12);
    }
  `,
})
export class PersonCard {
  protected readonly t = t;
  protected readonly card = inject<UserCardDto>(DIALOG_DATA);
  protected readonly isMe = this.card.id === inject(Session).me()?.id;
  private readonly dialog = inject(DialogRef);
  private readonly directs = inject(DirectConversations);
  private readonly router = inject(Router);

  protected async write(): Promise<void> {
    const id = await this.directs.with(this.card.id);
    if (id !== undefined) this.goTo('/chats/' + id);
  }

  protected goTo(path: string): void {
    this.dialog.close();
    void this.router.navigateByUrl(path);
  }
}
