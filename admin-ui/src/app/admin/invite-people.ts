import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, resource, signal } from '@angular/core';
import { email, form, FormField } from '@angular/forms/signals';
import { Api } from '../api/api';
import { adminCreateInvite } from '../api/fn/administration/admin-create-invite';
import { adminListInvites } from '../api/fn/administration/admin-list-invites';
import { adminRevokeInvite } from '../api/fn/administration/admin-revoke-invite';
import type { InviteDto } from '../api/models/invite-dto';
import type { NewInviteDto } from '../api/models/new-invite-dto';
import { FormSubmission } from '../core/form-submission';
import { problemOf } from '../core/problem';
import { ServerMeta } from '../core/server-meta';
import { fullTime } from '../messenger/times';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Toasts } from '../ui/toast.service';
import { CopyField } from './copy-field';

/** Makes links with which people make their own account, and takes open ones back. */
@Component({
  selector: 'app-invite-people',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, CopyField, DialogFrame, Field, FormField],
  templateUrl: './invite-people.html',
  styles: `
    form,
    section {
      display: grid;
      gap: var(--space-12);
      margin-block-end: var(--space-20);
    }
    form .btn {
      justify-self: start;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 48px;
      padding-block: var(--space-4);
      overflow-wrap: anywhere;
      border-block-end: 1px solid var(--parley-hairline);
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class InvitePeople {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly meta = inject(ServerMeta);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);

  protected readonly isClosed = () => this.meta.meta()?.registration === 'closed';
  protected readonly form = form(signal({ email: '' }), (path) => {
    email(path.email, { message: 'This is not an email address.' });
  });
  protected readonly submission = new FormSubmission({ email: this.form.email });
  protected readonly link = signal<string | undefined>(undefined);
  protected readonly invites = resource({
    loader: async () =>
      (await this.api.invoke(adminListInvites, { limit: 50 })).items.filter((invite) => invite.state === 'open'),
  });
  protected readonly time = fullTime;

  protected async create(): Promise<void> {
    const address = this.form().value().email.trim();
    await this.submission.run(async () => {
      const created = await this.api.invoke(adminCreateInvite, { body: { ...(address && { email: address }) } });
      // One address, one invitation.
      const { url } = created as NewInviteDto;
      this.link.set(new URL(url, location.origin).href);
      this.form().reset({ email: '' });
      this.invites.reload();
    });
  }

  protected async revoke(invite: InviteDto): Promise<void> {
    try {
      await this.api.invoke(adminRevokeInvite, { id: invite.id });
      this.invites.reload();
    } catch (error) {
      this.toasts.showError(`The invite was not revoked. ${problemOf(error).detail}`);
    }
  }
}
