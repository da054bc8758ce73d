import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  resource,
  signal,
} from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { getSecondFactor } from '../../api/fn/sign-in/get-second-factor';
import { renewRecoveryCodes } from '../../api/fn/sign-in/renew-recovery-codes';
import { startTotp } from '../../api/fn/sign-in/start-totp';
import type { NewTotpDto } from '../../api/models/new-totp-dto';
import type { SecondFactorDto } from '../../api/models/second-factor-dto';
import { FactorDuty } from '../../core/proof/factor-duty';
import { problemOf } from '../../core/problem';
import { dateInWords, dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { PasskeyList } from './passkey-list';
import { RemoveApp } from './remove-app';
import { SetUpApp } from './set-up-app';
import { ShowRecoveryCodes } from './show-recovery-codes';

/** With so few left it is time for new ones. */
const FEW = 3;

/** What I prove myself with besides my password, and all that can be done about it. */
@Component({
  selector: 'app-second-factor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, PasskeyList, Skeleton],
  templateUrl: './second-factor.html',
  styleUrl: './second-factor.css',
})
export class SecondFactor {
  protected readonly t = t;
  protected readonly date = dateInWords;
  protected readonly time = dayAndTime;
  /** Whoever shows it says itself that it is asked for. */
  readonly isDemanded = input(false);
  /** What there is, whenever that is known anew. */
  readonly known = output<SecondFactorDto>();

  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly duty = inject(FactorDuty);
  protected readonly isBusy = signal(false);
  protected readonly state = resource({ loader: () => this.api.invoke(getSecondFactor) });
  protected readonly problem = computed(() => {
    const error = this.state.error();
    return error && problemOf(error);
  });

  constructor() {
    effect(() => {
      if (!this.state.hasValue()) return;
      const mine = this.state.value();
      this.duty.requiredBy.set(mine.requiredBy);
      this.known.emit(mine);
    });
  }

  protected areFew({ recoveryCodesLeft }: SecondFactorDto): boolean {
    return recoveryCodesLeft <= FEW;
  }

  protected async setUp(): Promise<void> {
    const totp = await this.asked(() => this.api.invoke(startTotp));
    if (!totp) return;
    const ref = this.dialogs.open<readonly string[], NewTotpDto, SetUpApp>(SetUpApp, { data: totp });
    const codes = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (codes) await this.show(codes);
  }

  protected async renew(): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: t('recovery.renewAsk'),
      text: t('recovery.renewText'),
      yes: t('recovery.renew'),
    });
    if (!isSure) return;
    const answer = await this.asked(() => this.api.invoke(renewRecoveryCodes));
    if (answer) await this.show(answer.recoveryCodes);
  }

  protected async turnOff(): Promise<void> {
    const ref = this.dialogs.open<boolean, undefined, RemoveApp>(RemoveApp, { width: 420 });
    const isOff = await firstValueFrom(ref.closed, { defaultValue: false });
    if (!isOff) return;
    this.toasts.show({ text: t('factor.isOff') });
    this.state.reload();
  }

  /** The codes are shown first: what there is now may lead to another page. */
  protected async show(codes: readonly string[]): Promise<void> {
    if (codes.length > 0) {
      const ref = this.dialogs.open(ShowRecoveryCodes, { data: codes, closesByItself: false });
      await firstValueFrom(ref.closed, { defaultValue: undefined });
    }
    this.state.reload();
  }

  private async asked<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.isBusy()) return undefined;
    this.isBusy.set(true);
    try {
      return await ask();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      this.state.reload();
      return undefined;
    } finally {
      this.isBusy.set(false);
    }
  }
}
