import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { adminAnonymiseUser } from '../../api/fn/administration/admin-anonymise-user';
import { adminGetEffects } from '../../api/fn/administration/admin-get-effects';
import { adminUpdateUser } from '../../api/fn/administration/admin-update-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import type { OwnedGroupDto } from '../../api/models/owned-group-dto';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { groupName } from './group-name';

/** Whose account ends, and how. */
export interface EndedAccount {
  readonly account: ListedAccountDto;
  readonly act: 'deactivate' | 'anonymise';
}

/**
 * Says what would end with an account and who takes its groups over, asks, and does it; closes with true when it was done.
 * What cannot be undone is confirmed by typing the username.
 */
@Component({
  selector: 'app-end-account',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField, Skeleton],
  templateUrl: './end-account.html',
  styleUrl: './end-account.css',
})
export class EndAccount {
  protected readonly t = t;
  protected readonly groupName = groupName;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  private readonly api = inject(Api);
  private readonly data = inject<EndedAccount>(DIALOG_DATA);

  private readonly account = this.data.account;
  protected readonly isForGood = this.data.act === 'anonymise';
  protected readonly username = isolated(this.account.username);
  protected readonly heading = this.isForGood
    ? t('ending.anonymiseAsk', { name: isolated(this.account.displayName) })
    : t('peek.deactivateAsk', { name: isolated(this.account.displayName) });
  protected readonly text = t(this.isForGood ? 'ending.anonymiseText' : 'peek.deactivateText');
  protected readonly yes = t(this.isForGood ? 'someone.anonymise' : 'peek.deactivate');

  protected readonly effects = resource({ loader: () => this.api.invoke(adminGetEffects, { id: this.account.id }) });
  protected readonly problem = computed(() => {
    const error = this.effects.error();
    return error && problemOf(error).detail;
  });
  private readonly groups = computed(() =>
    this.effects.hasValue() ? this.effects.value().groups.filter(({ onlyOwner }) => onlyOwner) : [],
  );
  /** Groups that somebody takes over, and those in which nobody can. */
  protected readonly passedOn = computed(() => this.groups().filter(({ candidates }) => candidates.length > 0));
  protected readonly deserted = computed(() => this.groups().filter(({ candidates }) => candidates.length === 0));
  /** Groups that are not named, for there are too many. */
  protected readonly unnamed = computed(() =>
    this.effects.hasValue() ? this.effects.value().onlyOwnerOf - this.groups().length : 0,
  );
  private readonly heirs = signal<Readonly<Record<string, string>>>({});

  private readonly model = signal({ confirm: '' });
  protected readonly form = form(this.model, (path) => {
    validate(path.confirm, ({ value }) =>
      !this.isForGood || value().trim() === this.account.username
        ? undefined
        : { kind: 'other', message: t('ending.typeExactly', { username: this.username }) },
    );
  });
  protected readonly submission = new FormSubmission({ confirm: this.form.confirm });

  protected choose({ id }: OwnedGroupDto, heirId: string): void {
    this.heirs.update((all) => ({ ...all, [id]: heirId }));
  }

  protected async end(): Promise<void> {
    if (!this.effects.hasValue()) return;
    const isDone = await this.submission.run(async () => {
      const { id, username: confirm } = this.account;
      const heirs = this.heirs();
      if (this.isForGood) await this.api.invoke(adminAnonymiseUser, { id, body: { confirm, heirs } });
      else await this.api.invoke(adminUpdateUser, { id, body: { isActive: false, heirs } });
    });
    if (isDone) this.ref.close(true);
    // Whoever was to take a group over may have left it: who can is asked anew.
    else if (this.submission.failure()) this.effects.reload();
  }
}
