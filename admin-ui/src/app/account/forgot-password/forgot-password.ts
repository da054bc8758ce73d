import { Location } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { forgetPassword } from '../../api/fn/sign-in/forget-password';
import { FormSubmission } from '../../core/form-submission';
import { ServerMeta } from '../../core/server-meta';
import { Icon } from '../../ui/icon';
import { Control, Field } from '../../ui/field';
import { EntryPage } from '../entry/entry-page';
import { language } from '../../core/words/language';
import { around, t } from '../../core/words/words';

/** A link to another password by mail, for whoever does not know theirs. It never says whether there is such an account. */
@Component({
  selector: 'app-forgot-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, EntryPage, Field, FormField, Icon, RouterLink],
  templateUrl: './forgot-password.html',
  styleUrl: '../entry/entry-form.css',
})
export class ForgotPassword {
  protected readonly around = around;
  protected readonly t = t;

  private readonly api = inject(Api);
  private readonly server = inject(ServerMeta);
  private readonly done = viewChild<ElementRef<HTMLElement>>('done');
  protected readonly organisation = computed(() => this.server.organisation() ?? 'Parley');
  /** Where nothing can be mailed, somebody else makes the link. */
  protected readonly isOff = computed(() => this.server.meta()?.features.mail === false);
  /** For whom a mail is on its way. */
  protected readonly sentTo = signal<string | undefined>(undefined);

  protected readonly form = form(signal({ login: typedBefore(inject(Location)) }), (path) => {
    required(path.login, { message: () => t('login.enterName') });
  });
  protected readonly submission = new FormSubmission({ login: this.form.login });

  constructor() {
    // Until it has answered, the form stands; the server says itself that it sends nothing.
    this.server.ensure().catch(() => undefined);
    afterNextRender(() => this.form.login().focusBoundControl());
    effect(() => this.done()?.nativeElement.focus());
  }

  protected async send(): Promise<void> {
    const { login } = this.form().value();
    const isSent = await this.submission.run(() =>
      this.api.invoke(forgetPassword, { body: { login, locale: language() } }),
    );
    if (isSent) this.sentTo.set(login.trim());
  }
}

/** What stood in the form to sign in. */
function typedBefore(location: Location): string {
  const state = location.getState() as { login?: unknown } | null;
  return typeof state?.login === 'string' ? state.login : '';
}
