import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { adminCreateRole } from '../../api/fn/administration/admin-create-role';
import { adminDeleteRole } from '../../api/fn/administration/admin-delete-role';
import { adminUpdateRole } from '../../api/fn/administration/admin-update-role';
import type { PermissionDto } from '../../api/models/permission-dto';
import type { RoleDto } from '../../api/models/role-dto';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { AppDialogs } from '../../ui/dialogs';
import { Control, Field } from '../../ui/field';
import { Toasts } from '../../ui/toast.service';
import { askBeforeClosing, type HoldsChanges } from '../confirm-leaving';
import { keyFrom } from '../key-from';
import { permissionText, roleName, roleProblemText, roleText } from './role-words';

/** What the dialog is opened for: one that is there, or a new one. */
export interface EditedRole {
  readonly role?: RoleDto;
  readonly permissions: readonly PermissionDto[];
}

/** A role: what it is called and what people may do with it. What one may not change is shown as it is. */
@Component({
  selector: 'app-edit-role',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField],
  templateUrl: './edit-role.html',
  styleUrl: './edit-role.css',
})
export class EditRole implements HoldsChanges {
  protected readonly t = t;
  protected readonly permissionText = permissionText;
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;
  private readonly data = inject<EditedRole>(DIALOG_DATA);

  protected readonly role = this.data.role;
  /** The version that what is typed here was made from. */
  private version = this.role?.version;
  protected readonly heading = this.role ? roleName(this.role) : t('roles.createTitle');
  protected readonly text = this.role ? roleText(this.role) : '';
  /** Everybody has the others anyway. */
  protected readonly offered = this.data.permissions.filter(({ givenTo }) => givenTo !== 'everybody');
  private readonly mayManage = computed(() => may(this.me(), 'role.manage'));
  protected readonly isBeyondMe = computed(() => !(this.role?.permissions ?? []).every((name) => may(this.me(), name)));
  protected readonly mayEdit = computed(() => this.mayManage() && !this.role?.builtIn && !this.isBeyondMe());
  protected readonly someNotMine = computed(() => this.offered.some(({ name }) => !this.mayGive(name)));

  protected readonly chosen = signal<ReadonlySet<string>>(new Set(this.role?.permissions));
  /** What somebody else made of it meanwhile. */
  protected readonly current = signal<RoleDto | undefined>(undefined);

  private readonly model = signal({
    name: this.role?.name ?? '',
    key: this.role?.key ?? '',
    description: this.role?.description ?? '',
  });
  protected readonly form = form(this.model, (path) => {
    required(path.name, { message: () => t('roles.enterName') });
    maxLength(path.name, 100, { message: () => t('form.atMost', { count: 100 }) });
    required(path.key, { message: () => t('roles.enterKey') });
    pattern(path.key, /^[a-z][a-z0-9-]{0,31}$/, { message: () => t('roles.keyLike') });
    maxLength(path.description, 500, { message: () => t('form.atMost', { count: 500 }) });
  });
  protected readonly submission = new FormSubmission({
    name: this.form.name,
    key: this.form.key,
    description: this.form.description,
  });

  protected readonly leave = askBeforeClosing(this.ref, this);

  /** Something was typed or chosen here that is not saved. */
  hasChanges(): boolean {
    const inOrder = (names: Iterable<string>): string => [...names].sort().join();
    return this.form().dirty() || inOrder(this.chosen()) !== inOrder(this.role?.permissions ?? []);
  }

  protected mayGive(name: string): boolean {
    return may(this.me(), name);
  }

  /** The key follows the name until somebody writes one. */
  protected nameTyped(): void {
    if (this.role || this.form.key().dirty()) return;
    this.model.update((value) => ({ ...value, key: keyOfRole(value.name) }));
  }

  protected choose(name: string, isChosen: boolean): void {
    const names = new Set(this.chosen());
    if (isChosen) names.add(name);
    else names.delete(name);
    this.chosen.set(names);
  }

  protected async save(): Promise<void> {
    const { name, key, description } = this.form().value();
    const permissions = [...this.chosen()];
    const isSaved = await this.submission.run(async () => {
      if (this.role) {
        const body = { name, description, permissions, ...(this.version && { ifVersion: this.version }) };
        await this.update(this.role.id, body);
      } else await this.api.invoke(adminCreateRole, { body: { name, key, description, permissions } });
    });
    if (!isSaved) return;
    this.toasts.show({ text: t(this.role ? 'roles.saved' : 'roles.created') });
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
    const { name, key, description, permissions, version } = current;
    this.form().reset({ name, key, description });
    this.chosen.set(new Set(permissions));
    this.version = version;
    this.current.set(undefined);
  }

  protected async delete(): Promise<void> {
    const { role } = this;
    if (!role) return;
    const isSure = await this.dialogs.confirm({
      title: t('roles.deleteAsk', { name: isolated(role.name) }),
      text: t('roles.deleteText', { count: role.members }),
      yes: t('roles.delete'),
      danger: true,
    });
    if (!isSure) return;
    try {
      await this.api.invoke(adminDeleteRole, { id: role.id });
      this.toasts.show({ text: t('roles.deleted') });
      this.ref.close();
    } catch (error) {
      this.toasts.showError(roleProblemText(error));
    }
  }

  protected named(names: readonly string[]): string {
    const known = this.offered.filter(({ name }) => names.includes(name));
    return known.map((permission) => permissionText(permission)).join(' · ') || t('roles.asMember');
  }

  protected namesOf(chosen: ReadonlySet<string>): readonly string[] {
    return [...chosen];
  }

  private async update(id: string, body: { name: string; description: string; permissions: string[] }): Promise<void> {
    try {
      await this.api.invoke(adminUpdateRole, { id, body });
    } catch (error) {
      this.current.set(currentIn(error));
      throw error;
    }
  }
}

/** What it is now, where that is why it was refused. */
function currentIn(error: unknown): RoleDto | undefined {
  if (!(error instanceof HttpErrorResponse)) return undefined;
  const body = error.error as { code?: string; current?: RoleDto } | null;
  return body?.code === 'stale' ? body.current : undefined;
}

/** A key of a role begins with a letter. */
function keyOfRole(name: string): string {
  return keyFrom(name).replace(/^[^a-z]+/, '');
}
