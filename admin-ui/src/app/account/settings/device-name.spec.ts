import { describe, expect, it } from 'vitest';
import { deviceName } from './device-name';

describe('the name of a device', () => {
  it('says browser and system', () => {
    expect(deviceName('Mozilla/5.0 (Windows NT 10.0) Chrome/153.0 Safari/537.36 Edg/153.0')).toBe('Edge on Windows');
    expect(deviceName('Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/19.0 Safari/604.1')).toBe('Safari on iPhone');
  });

  it('is what the device says of itself when nobody knows it', () => {
    expect(deviceName('curl/8.9')).toBe('curl');
  });
});
