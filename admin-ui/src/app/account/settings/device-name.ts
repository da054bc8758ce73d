import { userAgentOf } from '../../../../../src/core/http/user-agent.js';
import { t } from '../../core/words/words';

/** A device as people call it, from what its browser says of itself: "Firefox on Linux". */
export function deviceName(userAgent: string): string {
  const { browser, system, program } = userAgentOf(userAgent);
  if (browser && system) return t('device.browserOnSystem', { browser, system });
  return browser ?? system ?? (program || t('device.unknown'));
}

/** Whether it is held in the hand. */
export function isHandheld(userAgent: string): boolean {
  return /Android|iPhone|iPad|Mobile/.test(userAgent);
}
