import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the kernel itself uses. */
const TICKS_PER_SECOND = 100;
/** Where utime and stime stand behind the name of the program, which may hold spaces. */
const [UTIME, STIME] = [11, 12];

/** The CPU seconds of a process with all its threads; undefined where there is no /proc. */
export function cpuSeconds(pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND;
}

/** The resident memory of a process in bytes; undefined where there is no /proc. */
export function residentBytes(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kilobytes && Number(kilobytes) * 1024;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Another system than Linux, or the process has ended: the figure is said to be missing.
    return undefined;
  }
}
