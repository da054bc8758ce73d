import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { AccountEnding } from './account-ending';

/** The end of an account. Whoever may not bring it about sees why not. */
@Component({
  selector: 'app-person-danger',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (account().anonymisedAt) {
      <p class="muted">{{ t('someone.isGone') }}</p>
    } @else {
      @let noChange = whyNot('user.manage');
      <section class="panel" aria-labelledby="person-active">
        <div class="grow">
          <h2 id="person-active">
            {{ t(account().isActive ? 'someone.deactivateTitle' : 'someone.reactivateTitle') }}
          </h2>
          <p class="muted">{{ t(account().isActive ? 'someone.deactivateHint' : 'someone.reactivateHint') }}</p>
          @if (noChange) {
            <p id="why-no-change">{{ t(noChange) }}</p>
          }
        </div>
        <button
          type="button"
          class="btn line"
          [class.danger]="account().isActive"
          [disabled]="!!noChange"
          [attr.aria-describedby]="noChange ? 'why-no-change' : null"
          (click)="toggle()"
        >
          {{ t(account().isActive ? 'peek.deactivateDots' : 'peek.reactivate') }}
        </button>
      </section>
      @let noEnd = noChange ?? whyNot('user.anonymise');
      <section class="panel" aria-labelledby="person-end">
        <div class="grow">
          <h2 id="person-end">{{ t('someone.anonymiseTitle') }}</h2>
          <p class="muted">{{ t('someone.anonymiseHint') }}</p>
          @if (noEnd) {
            <p id="why-no-end">{{ t(noEnd) }}</p>
          }
        </div>
        <button
          type="button"
          class="btn line danger"
          [disabled]="!!noEnd"
          [attr.aria-describedby]="noEnd ? 'why-no-end' : null"
          (click)="anonymise()"
        >
          {{ t('someone.anonymiseDots') }}
        </button>
      </section>
    }
  `,
  styleUrl: './person-part.css',
})
export class PersonDanger {
  protected readonly t = t;
  readonly account = input.required<ListedAccountDto>();
  /** Of the page: a toast may undo what was done when another part is shown. */
  readonly reload = input.required<() => void>();

  private readonly me = inject(Session).me;
  private readonly ending = inject(AccountEnding);
  private readonly isProtected = computed(
    () => !this.me()?.isSuperuser && (this.account().isStaff || this.account().isSuperuser),
  );

  protected whyNot(permission: string): PlainKey | undefined {
    const me = this.me();
    if (this.account().id === me?.id) return 'someone.notOwn';
    if (this.isProtected()) return 'peek.protected';
    return may(me, permission) && mayActOn(me, this.account()) ? undefined : 'someone.notAllowed';
  }

  protected async toggle(): Promise<void> {
    await (this.account().isActive
      ? this.ending.deactivate(this.account(), this.reload())
      : this.ending.reactivate(this.account(), this.reload()));
  }

  protected async anonymise(): Promise<void> {
    await this.ending.anonymise(this.account(), this.reload());
  }
}
