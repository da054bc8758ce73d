import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { answerSecondFactor } from '../../api/fn/sign-in/answer-second-factor';
import { FormSubmission } from '../../core/form-submission';
import type { AskedFactor, Problem, ProofMethod } from '../../core/problem';
import { canUsePasskeys, signWithPasskey } from '../../core/proof/passkeys';
import { Session } from '../../core/session';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { CodeField, digitsOf } from '../second-factor/code-field';

/** So many wrong answers end a challenge. */
const TRIES = 5;
/** From so few on, how many are left is said. */
const SAID_FROM = 2;

const WORDS = {
  totp: { title: 'factor.enterCode', text: 'factor.enterCodeText', instead: 'factor.useApp' },
  recovery: { title: 'factor.enterRecovery', text: 'factor.enterRecoveryText', instead: 'factor.useRecovery' },
  passkey: { title: 'factor.usePasskeyTitle', text: 'factor.usePasskeyText', instead: 'factor.usePasskey' },
} as const satisfies Record<Exclude<ProofMethod, 'password'>, Record<string, PlainKey>>;
type Method = keyof typeof WORDS;

/** What a sign-in asks after the password: a code of the app, a recovery code or a passkey, whichever there is. */
@Component({
  selector: 'app-second-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeField, Control, Field, FormField, Icon],
  templateUrl: './second-step.html',
  styleUrl: '../entry/entry-form.css',
})
export class SecondStep {
  protected readonly t = t;
  readonly asked = input.required<AskedFactor>();
  /** Of a device that others use too, which is never trusted. */
  readonly isShared = input(false);
  readonly arrived = output<void>();
  /** Back to the password; with what has to be said there, if anything. */
  readonly back = output<string | undefined>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);

  protected readonly words = WORDS;
  private readonly methods = computed(() =>
    this.asked().methods.filter((one): one is Method => one !== 'password' && (one !== 'passkey' || canUsePasskeys())),
  );
  private readonly chosen = signal<Method | undefined>(undefined);
  protected readonly method = computed(() => this.chosen() ?? this.methods()[0]);
  protected readonly others = computed(() => this.methods().filter((one) => one !== this.method()));
  protected readonly isTrusted = signal(false);
  private readonly wrong = signal(0);

  private readonly model = signal({ answer: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.answer, {
      message: () => t(this.method() === 'recovery' ? 'factor.recoveryMissing' : 'factor.codeMissing'),
    });
  });
  protected readonly submission = new FormSubmission({ answer: this.form.answer });
  protected readonly signing = new FormSubmission<never>({});

  constructor() {
    afterNextRender(() => this.focus());
  }

  protected use(method: Method): void {
    this.chosen.set(method);
    this.form().reset({ answer: '' });
    this.submission.startAnew();
    if (method === 'passkey') void this.sign();
    else setTimeout(() => this.focus());
  }

  protected async answer(): Promise<void> {
    const { answer } = this.model();
    const proof = this.method() === 'recovery' ? { recoveryCode: answer.trim() } : { code: digitsOf(answer) };
    if (await this.submission.run(() => this.send(proof), this.explain)) this.arrived.emit();
  }

  protected async sign(): Promise<void> {
    const options = this.asked().passkeyOptions;
    if (!options) return;
    let isGiven = true;
    const isDone = await this.signing.run(async () => {
      const passkey = await signWithPasskey(options);
      isGiven = typeof passkey === 'object';
      if (typeof passkey === 'object') await this.send({ passkey });
    }, this.explain);
    this.isNotGiven.set(!isGiven);
    if (isDone && isGiven) this.arrived.emit();
  }
  /** The device had none, or whoever was asked did not want to. */
  protected readonly isNotGiven = signal(false);

  private focus(): void {
    if (this.method() !== 'passkey') this.form.answer().focusBoundControl();
  }

  private send(proof: {
    readonly code?: string;
    readonly recoveryCode?: string;
    readonly passkey?: object;
  }): Promise<void> {
    const { challenge } = this.asked();
    const trustDevice = this.isTrusted() && !this.isShared();
    return this.session.signInBy(() =>
      this.api.invoke(answerSecondFactor, { body: { challenge, ...proof, trustDevice, delivery: 'cookie' } }),
    );
  }

  /** A wrong answer keeps its place; when no more are taken, the password is asked for again. */
  private readonly explain = (problem: Problem): Problem => {
    if (problem.code === 'challenge_expired') this.back.emit(problem.detail);
    if (problem.code !== 'wrong_code') return problem;
    this.wrong.update((count) => count + 1);
    const left = TRIES - this.wrong();
    if (left <= 0) this.back.emit(t('problem.challenge_expired'));
    const said = {
      totp: 'problem.wrong_code',
      recovery: 'factor.wrongRecovery',
      passkey: 'problem.passkey_refused',
    } as const;
    const wrong = t(said[this.method() ?? 'totp']);
    const detail = left <= SAID_FROM ? `${wrong} ${t('factor.triesLeft', { count: left })}` : wrong;
    return { ...problem, detail, errors: [{ pointer: '/answer', code: problem.code, detail }] };
  };
}
