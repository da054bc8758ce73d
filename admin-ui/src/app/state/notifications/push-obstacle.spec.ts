import { describe, expect, it } from 'vitest';
import { pushObstacle, type Surroundings } from './push-obstacle';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1';
const IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15';

function browser(userAgent: string, { maxTouchPoints = 0, isSecureContext = true, isAble = false } = {}): Surroundings {
  const navigator = { userAgent, maxTouchPoints, ...(isAble && { serviceWorker: {} }) };
  return { isSecureContext, navigator, ...(isAble && { PushManager: {}, Notification: {} }) };
}

describe('what stands in the way of notifications', () => {
  it('is nothing in a browser that has Web Push', () => {
    expect(pushObstacle(browser('Firefox', { isAble: true }))).toBeUndefined();
  });

  it('is that the page is not secure, whatever the browser has', () => {
    expect(pushObstacle(browser('Firefox', { isAble: true, isSecureContext: false }))).toBe('insecure');
  });

  it('is on iPhone and iPad that the app is not on the home screen', () => {
    expect(pushObstacle(browser(IPHONE, { maxTouchPoints: 5 }))).toBe('homeScreen');
    expect(pushObstacle(browser(IPAD, { maxTouchPoints: 5 }))).toBe('homeScreen');
    expect(pushObstacle(browser(IPHONE, { maxTouchPoints: 5, isAble: true }))).toBeUndefined();
  });

  it('is the browser itself elsewhere', () => {
    expect(pushObstacle(browser(IPAD))).toBe('unsupported');
  });
});
