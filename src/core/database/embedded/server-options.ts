import { totalmem } from 'node:os';

/** `durable` keeps what was acknowledged; `test` gives that up for speed, in clusters that nobody will miss. */
export type Profile = 'durable' | 'test';

/** The words after `postgres` for a cluster of one process and the machine's memory. */
export function serverOptions(folder: string, port: number, profile: Profile): string[] {
  const options: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    // Its path may be longer than the 107 characters that a socket may have.
    unix_socket_directories: '',
    shared_buffers: `${sharedBuffersMegabytes()}MB`,
    max_wal_size: '4GB',
    checkpoint_timeout: '30min',
    wal_compression: 'on',
    jit: 'off',
    timezone: 'UTC',
    ...LOGGING,
    ...(profile === 'test' ? FOR_TESTS : {}),
  };
  return ['-D', folder, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Statements and their values hold what people write, so none is logged; the process reports failed statements itself. */
const LOGGING = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const FOR_TESTS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 300,
  // Its workers belong to the superuser: a database in which one is busy cannot be dropped by anybody else.
  autovacuum: 'off',
};

/** A quarter of the memory that this process may use, at most 1 GB. */
function sharedBuffersMegabytes(): number {
  const constrained = process.constrainedMemory();
  const bytes = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.max(16, Math.min(1024, Math.floor(bytes / 4 / 2 ** 20)));
}
