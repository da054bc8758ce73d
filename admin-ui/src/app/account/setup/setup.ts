import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { setUp } from '../../api/fn/sign-in/set-up';
import { type Problem, problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { AccountFields } from '../entry/account-fields';
import { EntryPage } from '../entry/entry-page';
import { NewAccountForm } from '../entry/new-account-form';
import { around, t } from '../../core/words/words';

const LONGEST_NAME = 80;

/** The first account of a new server, created by whoever holds the link that the server printed. */
@Component({
  selector: 'app-setup',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountFields, Control, EntryPage, Field, FormField, Icon],
  templateUrl: './setup.html',
  styleUrl: '../entry/entry-form.css',
})
export class Setup {
  protected readonly around = around;
  protected readonly t = t;
  /** From the address. */
  readonly token = input<string>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  private readonly router = inject(Router);
  private readonly late = viewChild<ElementRef<HTMLElement>>('late');
  /** Somebody else finished first. */
  protected readonly isTooLate = signal(false);
  protected readonly organisation = form(signal({ organisationName: '' }), (path) => {
    maxLength(path.organisationName, LONGEST_NAME, { message: () => t('form.atMost', { count: LONGEST_NAME }) });
  });
  protected readonly account = new NewAccountForm(this.server.meta()?.limits, {
    organisationName: this.organisation.organisationName,
  });

  constructor() {
    afterNextRender(() => {
      if (this.token()) this.organisation.organisationName().focusBoundControl();
    });
    effect(() => this.late()?.nativeElement.focus());
  }

  protected async createAccount(token: string): Promise<void> {
    const isCreated = await this.account.submission.run(
      async () => {
        const organisationName = this.organisation().value().organisationName.trim();
        const account = { ...this.account.value(), ...(organisationName && { organisationName }), token };
        const body = { ...account, delivery: 'cookie' as const };
        await this.session.begin(() => this.api.invoke(setUp, { body }));
      },
      (problem) => this.leadOn(problem),
    );
    if (!isCreated) return;
    await this.server.load();
    await this.router.navigateByUrl('/');
  }

  /** Once there is an account, no second try can work: the page leads to signing in instead. */
  private leadOn(problem: Problem): Problem {
    this.isTooLate.set(problem.code === 'already_set_up');
    // What the organisation is called stands beside it.
    if (this.isTooLate()) void this.server.load().catch(problemOf);
    return problem;
  }
}
