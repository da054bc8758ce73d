import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { problemOf } from '../../../core/problem';
import type { PlainKey } from '../../../core/words/catalogue';
import { t } from '../../../core/words/words';
import { DevicePush, type DeviceState, PushUnavailable } from '../../../state/notifications/device-push';

const HINTS: Readonly<Record<DeviceState, PlainKey>> = {
  on: 'push.isOn',
  off: 'push.isOff',
  denied: 'push.denied',
  insecure: 'push.insecure',
  homeScreen: 'push.homeScreen',
  unsupported: 'push.unsupported',
  shared: 'push.shared',
};

/** The switch for this device. The browser asks for permission only once it is pressed; what stands in the way is said beside it. */
@Component({
  selector: 'app-this-device',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label>
      <input
        #box
        class="check"
        type="checkbox"
        role="switch"
        aria-describedby="this-device-hint"
        [checked]="device.state() === 'on'"
        [disabled]="!canChange()"
        (change)="change(box)"
      />
      <span
        >{{ t('push.here') }}<span class="hint" id="this-device-hint">{{ t(hint()) }}</span></span
      >
    </label>
    <p class="hint bad" role="status">{{ problem() }}</p>
  `,
  styles: `
    label {
      display: flex;
      gap: var(--space-8);
      align-items: flex-start;
      cursor: pointer;
      min-block-size: 32px;
    }
    label .hint {
      display: block;
    }
    p:empty {
      display: none;
    }
    p {
      margin-block-start: var(--space-4);
    }
  `,
})
export class ThisDevice {
  protected readonly t = t;
  /** The list of devices is another one now. */
  readonly changed = output<void>();
  protected readonly device = inject(DevicePush);
  private readonly isChanging = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly canChange = computed(() => !this.isChanging() && ['on', 'off'].includes(this.device.state()));
  protected readonly hint = computed((): PlainKey =>
    this.isChanging() ? 'push.changing' : HINTS[this.device.state()],
  );

  protected async change(box: HTMLInputElement): Promise<void> {
    const wantsOn = box.checked;
    this.isChanging.set(true);
    this.problem.set(undefined);
    try {
      await (wantsOn ? this.device.turnOn() : this.device.turnOff());
      if (wantsOn && this.device.state() === 'off') this.problem.set(t('push.dismissed'));
      this.changed.emit();
    } catch (error) {
      this.problem.set(error instanceof PushUnavailable ? t('push.unavailable') : problemOf(error).detail);
    } finally {
      this.isChanging.set(false);
      // What was pressed and did not come about: the binding has not changed.
      box.checked = this.device.state() === 'on';
    }
  }
}
