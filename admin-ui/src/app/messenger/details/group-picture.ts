import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { PictureField } from '../../pictures/picture-field';
import { nameOf } from '../../state/conversations/conversation-names';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { DialogFrame } from '../../ui/dialog-frame';

/** The picture of a group, for its owners and admins; whoever is none any more is told so. */
@Component({
  selector: 'app-group-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, PictureField],
  template: `
    <app-dialog [heading]="t('details.groupPicture')">
      @if (group(); as group) {
        @if (group.me.role !== 'member') {
          <app-picture-field
            [id]="group.id"
            [name]="name()"
            [picture]="group.pictureUrl"
            [conversationId]="group.id"
            [size]="96"
          />
        } @else {
          <p class="muted sentence">{{ t('details.byAdmins') }}</p>
        }
      }
    </app-dialog>
  `,
})
export class GroupPicture {
  protected readonly t = t;
  private readonly myId = inject(Session).me()?.id;
  protected readonly group = inject(ConversationStore).conversation(inject<string>(DIALOG_DATA));
  protected readonly name = computed(() => {
    const group = this.group();
    return group ? nameOf(group, this.myId) : '';
  });
}
