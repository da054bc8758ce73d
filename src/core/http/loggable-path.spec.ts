import { describe, expect, it } from '@jest/globals';
import { loggablePath } from './loggable-path.js';

describe('a path in the log', () => {
  it.each([
    ['/api/v1/users/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071', '/api/v1/users/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071'],
    ['/api/v1/users?search=ana', '/api/v1/users'],
    ['/api/v1/invites/hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE', '/api/v1/invites/…'],
    ['/api/v1/invites/hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE?x=1', '/api/v1/invites/…'],
  ])('%s is %s', (url, path) => {
    expect(loggablePath(url)).toBe(path);
  });
});
