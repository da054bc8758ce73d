import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process of that id exists, even as a zombie that only waits to be reaped. */
export function isPresent(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** True while the process can still do something: a zombie cannot. */
export function isRunning(pid: number): boolean {
  if (!isPresent(pid)) return false;
  if (process.platform !== 'linux') return true;
  // The name in parentheses may hold anything, so the state is what follows the last one.
  return !/\) [ZX] [^)]*$/.test(readProcess(pid, 'stat') ?? ') X ');
}

/** The words with which a process was started; empty when nobody may know. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') return (readProcess(pid, 'cmdline') ?? '').replaceAll('\0', ' ');
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    // It ended between the two questions.
    return '';
  }
}

function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended between the two questions.
    return undefined;
  }
}
