import { setTimeout as delay } from 'node:timers/promises';
import { cpuSeconds, cpuSecondsOfChildren } from '../ground/process-use.mjs';

const SECOND_MS = 1_000;
/** Caches fill and code is compiled before anything counts. */
const WARM_UP_SHARE = 0.3;

/**
 * Lets the load run for a while, then counts for so many seconds. Answers what `counted` went up by, and the CPU seconds
 * of the server, with those of its database where `postmasterPid` names that, and of this process meanwhile.
 */
export async function countedStretch({ seconds, serverPid, postmasterPid }, counted) {
  const serverCpu = () => cpuSeconds(serverPid) + (postmasterPid ? cpuSecondsOfChildren(postmasterPid) : 0);
  await delay(seconds * WARM_UP_SHARE * SECOND_MS);
  const before = { at: performance.now(), count: counted(), server: serverCpu(), own: process.cpuUsage() };
  await delay(seconds * SECOND_MS);
  const own = process.cpuUsage(before.own);
  const server = serverCpu();
  const count = counted() - before.count;
  const measured = (performance.now() - before.at) / SECOND_MS;
  return {
    count,
    perSecond: count / measured,
    ...(!Number.isNaN(server) && {
      serverCpu: server - before.server,
      serverCpuEach: (server - before.server) / count,
    }),
    loadCpuShare: (own.user + own.system) / 1e6 / measured,
  };
}
