import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from './principal.js';

const asking = new AsyncLocalStorage<Principal>();

/** Does the work of a request of that person. */
export function whileAsking<T>(principal: Principal, work: () => T): T {
  return asking.run(principal, work);
}

/**
 * Who made the request that is being answered; undefined in what no request waits for, such as frames of others. For what
 * an answer has for this session alone; who may do what is decided by the principal that services are given.
 */
export function whoAsks(): Principal | undefined {
  return asking.getStore();
}
