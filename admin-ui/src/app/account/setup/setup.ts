import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { setUp } from '../../api/fn/sign-in/set-up';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Icon } from '../../ui/icon';
import { AccountFields } from '../entry/account-fields';
import { EntryPage } from '../entry/entry-page';
import { NewAccountForm } from '../entry/new-account-form';

/** The first account of a new server, made by whoever holds the link that the server printed. */
@Component({
  selector: 'app-setup',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountFields, EntryPage, Icon],
  templateUrl: './setup.html',
  styleUrl: '../entry/entry-form.css',
})
export class Setup {
  /** From the address. */
  readonly token = input<string>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  private readonly router = inject(Router);
  protected readonly account = new NewAccountForm(this.server.meta()?.limits);

  protected async makeAccount(token: string): Promise<void> {
    const isMade = await this.account.submission.run(async () => {
      this.session.begin(
        await this.api.invoke(setUp, { body: { ...this.account.value(), token, delivery: 'cookie' } }),
      );
    });
    if (!isMade) return;
    await this.server.load();
    await this.router.navigateByUrl('/');
  }
}
