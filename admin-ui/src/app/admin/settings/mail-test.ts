import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Api } from '../../api/api';
import { adminTestMail } from '../../api/fn/administration/admin-test-mail';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { PartTest, type TestOutcome } from './part-test';

/** Whether this server sends mail, and a button that shows that it does, or why not. */
@Component({
  selector: 'app-mail-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PartTest],
  template: `
    <app-part-test
      [name]="t('mailTest.title')"
      [hint]="t(isOn() ? 'mailTest.on' : 'mailTest.off')"
      [label]="t('mailTest.send')"
      [busyLabel]="t('mailTest.sending')"
      [test]="isOn() ? test : undefined"
    />
  `,
})
export class MailTest {
  protected readonly t = t;
  private readonly api = inject(Api);
  readonly isOn = input.required<boolean>();

  protected readonly test = async (): Promise<TestOutcome> => {
    const { isSent, address: to, problem } = await this.api.invoke(adminTestMail);
    const address = isolated(to);
    if (isSent) return { isBad: false, words: t('mailTest.sent', { address }) };
    return { isBad: true, words: t('mailTest.notSent', { address, problem: isolated(problem ?? '') }) };
  };
}
