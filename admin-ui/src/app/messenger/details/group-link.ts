import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { Location } from '@angular/common';
import { Api } from '../../api/api';
import { getGroupLink } from '../../api/fn/conversations/get-group-link';
import { renewGroupLink } from '../../api/fn/conversations/renew-group-link';
import { stopGroupLink } from '../../api/fn/conversations/stop-group-link';
import type { GroupLinkDto } from '../../api/models/group-link-dto';
import { problemOf } from '../../core/problem';
import { around, t } from '../../core/words/words';
import { CopyField } from '../../ui/copy-field';
import { AppDialogs } from '../../ui/dialogs';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';

/** The link by which people come into a group, for its owners and admins: to copy, to renew, to stop. */
@Component({
  selector: 'app-group-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyField, Icon],
  template: `
    <h3>{{ t('groupLink.title') }}</h3>
    <p class="hint">{{ t('groupLink.hint') }}</p>
    @if (link(); as link) {
      @if (link.isOpen) {
        <app-copy-field [label]="t('groupLink.link')" [value]="address()" />
      } @else {
        @let closed = around('groupLink.closed', 'name');
        <p class="hint bad" role="status">
          {{ closed.before }}<bdi>{{ link.createdBy.displayName }}</bdi
          >{{ closed.after }}
        </p>
      }
      <div class="row">
        <button type="button" class="btn sm line" [attr.aria-disabled]="isBusy() || null" (click)="renew()">
          <app-icon name="retry" [size]="16" />{{ t('groupLink.renew') }}
        </button>
        <button type="button" class="btn sm line" [attr.aria-disabled]="isBusy() || null" (click)="stop()">
          {{ t('groupLink.stop') }}
        </button>
      </div>
    } @else if (problem(); as words) {
      <p class="hint" role="alert">{{ words }}</p>
      <button type="button" class="btn sm line" (click)="asked.reload()">{{ t('action.retry') }}</button>
    } @else if (!asked.isLoading()) {
      <button type="button" class="btn sm line" [attr.aria-disabled]="isBusy() || null" (click)="make()">
        <app-icon name="link" [size]="16" />{{ t('groupLink.make') }}
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
    }
    :host > .btn {
      justify-self: start;
    }
    .bad {
      display: block;
    }
  `,
})
export class GroupLink {
  protected readonly around = around;
  protected readonly t = t;
  readonly conversationId = input.required<string>();

  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly location = inject(Location);
  private readonly document = inject(DOCUMENT);
  protected readonly isBusy = signal(false);
  protected readonly asked = resource({
    params: () => this.conversationId(),
    loader: ({ params: conversationId }) => this.read(conversationId),
  });
  /** Undefined: there is none. */
  protected readonly link = linkedSignal<GroupLinkDto | undefined>(() =>
    this.asked.hasValue() ? this.asked.value().link : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.asked.error();
    return error && problemOf(error).detail;
  });
  protected readonly address = computed(() => {
    const path = this.location.prepareExternalUrl(`/join#${this.link()?.token ?? ''}`);
    return `${this.document.location.origin}${path}`;
  });

  protected async make(): Promise<void> {
    await this.tried(async (conversationId) => {
      this.link.set(await this.api.invoke(renewGroupLink, { conversationId }));
    });
  }

  protected async renew(): Promise<void> {
    const question = { title: t('groupLink.renewAsk'), text: t('groupLink.renewText'), yes: t('groupLink.renewYes') };
    if (!this.link()?.isOpen || (await this.dialogs.confirm(question))) await this.make();
  }

  protected async stop(): Promise<void> {
    const question = { title: t('groupLink.stopAsk'), text: t('groupLink.stopText'), yes: t('groupLink.stopYes') };
    if (!(await this.dialogs.confirm({ ...question, danger: true }))) return;
    await this.tried(async (conversationId) => {
      await this.api.invoke(stopGroupLink, { conversationId });
      this.link.set(undefined);
      this.toasts.show({ text: t('groupLink.stopped') });
    });
  }

  private async read(conversationId: string): Promise<{ readonly link: GroupLinkDto | undefined }> {
    try {
      return { link: await this.api.invoke(getGroupLink, { conversationId }) };
    } catch (error) {
      if (problemOf(error).code === 'no_group_link') return { link: undefined };
      throw error;
    }
  }

  private async tried(act: (conversationId: string) => Promise<void>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    try {
      await act(this.conversationId());
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}
