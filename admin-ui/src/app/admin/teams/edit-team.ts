import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { adminCreateTeam } from '../../api/fn/administration/admin-create-team';
import { adminDeleteTeam } from '../../api/fn/administration/admin-delete-team';
import { adminUpdateTeam } from '../../api/fn/administration/admin-update-team';
import type { ManagedTeamDto } from '../../api/models/managed-team-dto';
import type { TeamMemberDto } from '../../api/models/team-member-dto';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { listed, t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { AppDialogs } from '../../ui/dialogs';
import { Control, Field } from '../../ui/field';
import { Toasts } from '../../ui/toast.service';
import { askBeforeClosing, type HoldsChanges } from '../confirm-leaving';
import { keyFrom } from '../key-from';
import { TeamPeople } from './team-people';

/** What the dialog is opened for: one that is there, or a new one. */
export interface EditedTeam {
  readonly team?: ManagedTeamDto;
}

/** So many are named where two versions stand side by side. */
const NAMED = 5;

/** A team: what it is called, what mentions it, and who is in it. */
@Component({
  selector: 'app-edit-team',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField, TeamPeople],
  templateUrl: './edit-team.html',
  styleUrl: '../roles/edit-role.css',
})
export class EditTeam implements HoldsChanges {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  protected readonly team = inject<EditedTeam>(DIALOG_DATA).team;
  /** The version that what is typed here was made from. */
  private version = this.team?.version;
  protected readonly heading = this.team ? this.team.name : t('teams.createTitle');
  protected readonly people = signal<readonly TeamMemberDto[]>(this.team?.people ?? []);
  /** What somebody else made of it meanwhile. */
  protected readonly current = signal<ManagedTeamDto | undefined>(undefined);

  private readonly model = signal({
    name: this.team?.name ?? '',
    key: this.team?.key ?? '',
    description: this.team?.description ?? '',
  });
  protected readonly form = form(this.model, (path) => {
    required(path.name, { message: () => t('teams.enterName') });
    maxLength(path.name, 100, { message: () => t('form.atMost', { count: 100 }) });
    required(path.key, { message: () => t('teams.enterKey') });
    pattern(path.key, /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, { message: () => t('teams.keyLike') });
    maxLength(path.description, 500, { message: () => t('form.atMost', { count: 500 }) });
  });
  protected readonly submission = new FormSubmission({
    name: this.form.name,
    key: this.form.key,
    description: this.form.description,
  });
  /** The fields in which the two versions differ, each as it is here and as it is now. */
  protected readonly differences = computed(() => {
    const now = this.current();
    if (!now) return [];
    const mine = this.form().value();
    const rows = [
      { label: t('teams.name'), mine: mine.name, now: now.name },
      { label: t('teams.key'), mine: `@${mine.key}`, now: `@${now.key}` },
      { label: t('teams.description'), mine: mine.description, now: now.description },
      { label: t('teams.people'), mine: this.named(this.people()), now: this.named(now.people) },
    ];
    return rows.filter((row) => row.mine !== row.now);
  });

  protected readonly leave = askBeforeClosing(this.ref, this);

  /** Something was typed, put in or taken out here that is not saved. */
  hasChanges(): boolean {
    const idsOf = (people: readonly TeamMemberDto[] = []): string =>
      people
        .map(({ id }) => id)
        .sort()
        .join();
    return this.form().dirty() || idsOf(this.people()) !== idsOf(this.team?.people);
  }

  /** The key follows the name until somebody writes one. */
  protected nameTyped(): void {
    if (this.team || this.form.key().dirty()) return;
    this.model.update((value) => ({ ...value, key: keyFrom(value.name) }));
  }

  protected async save(): Promise<void> {
    const values = { ...this.form().value(), userIds: this.people().map(({ id }) => id) };
    const isSaved = await this.submission.run(async () => {
      if (this.team) await this.update(this.team.id, { ...values, ...(this.version && { ifVersion: this.version }) });
      else await this.api.invoke(adminCreateTeam, { body: values });
    });
    if (!isSaved) return;
    this.toasts.show({ text: t(this.team ? 'teams.saved' : 'teams.created') });
    this.ref.close();
  }

  /** What is typed here shall stand, whatever somebody else made of it. */
  protected async keepMine(): Promise<void> {
    this.version = this.current()?.version;
    this.current.set(undefined);
    await this.save();
  }

  protected takeTheirs(): void {
    const current = this.current();
    if (!current) return;
    const { name, key, description, people, version } = current;
    this.form().reset({ name, key, description });
    this.people.set(people);
    this.version = version;
    this.current.set(undefined);
  }

  protected async delete(): Promise<void> {
    const { team } = this;
    if (!team) return;
    const isSure = await this.dialogs.confirm({
      title: t('teams.deleteAsk', { name: isolated(team.name) }),
      text: t('teams.deleteText', { key: isolated(`@${team.key}`) }),
      yes: t('teams.delete'),
      danger: true,
    });
    if (!isSure) return;
    try {
      await this.api.invoke(adminDeleteTeam, { id: team.id });
      this.toasts.show({ text: t('teams.deleted') });
      this.ref.close();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private named(people: readonly TeamMemberDto[]): string {
    const names = people.slice(0, NAMED).map(({ displayName }) => isolated(displayName));
    const more = people.length - names.length;
    if (people.length === 0) return t('teams.nobody');
    return listed(more > 0 ? [...names, t('teams.more', { count: more })] : names);
  }

  private async update(
    id: string,
    body: { name: string; key: string; description: string; userIds: string[]; ifVersion?: number },
  ): Promise<void> {
    try {
      await this.api.invoke(adminUpdateTeam, { id, body });
    } catch (error) {
      this.current.set(currentIn(error));
      throw error;
    }
  }
}

/** What it is now, where that is why it was refused. */
function currentIn(error: unknown): ManagedTeamDto | undefined {
  if (!(error instanceof HttpErrorResponse)) return undefined;
  const body = error.error as { code?: string; current?: ManagedTeamDto } | null;
  return body?.code === 'stale' ? body.current : undefined;
}
