import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the kernel itself uses. */
const TICKS_PER_SECOND = 100;
/** Where they stand behind the name of the program, which may hold spaces. */
const [PARENT, UTIME, STIME] = [1, 11, 12];

/** The CPU seconds of a process with all its threads; undefined where there is no /proc. */
export function cpuSeconds(pid) {
  const fields = fieldsOf(pid);
  return fields && (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND;
}

/** The same of all processes that one has started: each connection of PostgreSQL is one, for as long as the pool keeps it. */
export function cpuSecondsOfChildren(parent) {
  const pids = entriesOf('/proc').filter((name) => /^\d+$/.test(name));
  const children = pids.filter((pid) => Number(fieldsOf(pid)?.[PARENT]) === parent);
  return children.reduce((sum, pid) => sum + (cpuSeconds(pid) ?? 0), 0);
}

/** The resident memory of a process in bytes; undefined where there is no /proc. */
export function residentBytes(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kilobytes && Number(kilobytes) * 1024;
}

function fieldsOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function entriesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Another system than Linux, or the process has ended: the figure is said to be missing.
    return undefined;
  }
}
