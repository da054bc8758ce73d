import ipaddr from 'ipaddr.js';
import { CannotStart } from './cannot-start.js';

/** Every setting of the process, read from the environment once and checked; see `docs/settings.md`. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** The address people use, without a trailing slash; undefined when nobody said. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined means the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined means that the nodes talk through PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Where the files of people are kept; undefined means the data folder. */
  readonly s3Url: string | undefined;
  /** The server that takes mail, and how; undefined means that nothing is mailed. */
  readonly smtpUrl: string | undefined;
  /** Whom mail comes from; undefined means `parley@` the host of `publicUrl`. */
  readonly mailFrom: string | undefined;
  /** Push services beside those that Parley knows: hosts, and addresses with a port, which may be on this network. */
  readonly pushHosts: readonly string[];
  /** The first signs; all verify. Empty until the embedded default has made one. */
  readonly jwtSecrets: readonly string[];
  /** Empty until it is made from the secrets, where nobody set one. */
  readonly setupToken: string;
  /** A hop count or a list of addresses and networks; false trusts nobody. */
  readonly trustProxy: number | string[] | false;
  readonly rateLimits: boolean;
  /** Lets a monitor on another machine read `/metrics`; undefined means only this machine may. */
  readonly metricsToken: string | undefined;
  readonly logLevel: LogLevel;
  /** The environment variables that say something; of the others the default holds. */
  readonly given: readonly string[];
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** A setting that cannot be used; the message is one sentence that names it. */
export class InvalidSetting extends CannotStart {
  constructor(name: string, problem: string) {
    super(`The setting ${name} ${problem}.`);
  }
}

interface SettingDefinition<T> {
  /** The environment variable. */
  readonly name: string;
  /** What `docs/settings.md` says of the default. */
  readonly defaultText: string;
  /** What it does, as `docs/settings.md` prints it. */
  readonly description: string;
  /** What it says opens something: its value is shown to nobody. */
  readonly isSecret?: true;
  /** Throws InvalidSetting; `raw` is undefined or empty when nobody set it. */
  readonly read: (raw: string | undefined, name: string) => T;
}

type SettingSchema = { readonly [Key in Exclude<keyof Settings, 'given'>]: SettingDefinition<Settings[Key]> };

/** The one list of settings: what the process reads and what the documentation says. */
export const SETTINGS: SettingSchema = {
  port: {
    name: 'PORT',
    defaultText: '3000',
    description: 'The TCP port to listen on. `0` lets the system choose one.',
    read: (raw, name) => integer(raw || '3000', name, 0, 65_535),
  },
  host: {
    name: 'HOST',
    defaultText: '127.0.0.1',
    description: 'The address to listen on. `0.0.0.0` serves every network of the machine.',
    read: (raw) => raw || '127.0.0.1',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    defaultText: 'none',
    description: 'The address people type, such as `https://parley.example.org`. Links and the Origin rule use it.',
    read: (raw, name) => (raw ? origin(raw, name) : undefined),
  },
  dataDir: {
    name: 'DATA_DIR',
    defaultText: './data',
    description: 'Where the embedded database, the secrets and the files live.',
    read: (raw) => raw || './data',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    isSecret: true,
    defaultText: 'the embedded PostgreSQL',
    description: 'A PostgreSQL server of your own, version 15 or newer, as `postgres://user:password@host:5432/name`.',
    read: (raw, name) => (raw ? postgresUrl(raw, name) : undefined),
  },
  redisUrl: {
    name: 'REDIS_URL',
    isSecret: true,
    defaultText: 'none; nodes talk through PostgreSQL',
    description:
      'A Redis or Valkey server through which several nodes tell each other what is new, as `redis://host:6379`.',
    read: (raw, name) => (raw ? redisUrl(raw, name) : undefined),
  },
  s3Url: {
    name: 'S3_URL',
    isSecret: true,
    defaultText: '`files` in `DATA_DIR`',
    description:
      'A bucket of S3, or of what speaks its language, for the files of people, as `https://key:secret@host/bucket?region=eu-central-1`. Several nodes need it, or the same folder.',
    read: (raw, name) => (raw ? bucketUrl(raw, name) : undefined),
  },
  smtpUrl: {
    name: 'SMTP_URL',
    isSecret: true,
    defaultText: 'none; links are handed over instead',
    description:
      'The server that takes mail, as `smtp://user:password@host:587`, or `smtps://` where TLS comes first. Needs `PUBLIC_URL`, with which the links in mails begin. TLS is required, unless the host is this machine; its port is then 25 where none is named.',
    read: (raw, name) => (raw ? smtpUrl(raw, name) : undefined),
  },
  mailFrom: {
    name: 'MAIL_FROM',
    defaultText: '`parley@` the host of `PUBLIC_URL`',
    description: 'The address that mail comes from, such as `parley@example.org`.',
    read: (raw, name) => (raw ? mailAddress(raw, name) : undefined),
  },
  pushHosts: {
    name: 'PUSH_HOSTS',
    defaultText: 'none; the push services of Google, Mozilla, Apple and Microsoft are known',
    description:
      'Further push services that devices may name, with commas: hosts such as `push.example.org`, which have to be public, and addresses with a port such as `10.0.0.5:8080`, which are taken as they are.',
    read: (raw, name) => (raw ? hosts(raw, name) : []),
  },
  jwtSecrets: {
    name: 'JWT_SECRET',
    isSecret: true,
    defaultText: 'made under `DATA_DIR/secrets` with the embedded database; required otherwise',
    description: 'Signs access and refresh tokens; at least 32 bytes. `new,old` accepts both while you rotate.',
    read: (raw, name) => (raw ? raw.split(',').map((part) => secret(part.trim(), name)) : []),
  },
  setupToken: {
    name: 'SETUP_TOKEN',
    isSecret: true,
    defaultText: 'made from `JWT_SECRET`',
    description: 'The token of the link that makes the first account. It works only while there are no accounts.',
    read: (raw, name) => (raw ? token(raw, name) : ''),
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    defaultText: 'nobody',
    description: 'Which proxies may say who the client is: a number of hops, or addresses and networks with commas.',
    read: (raw, name) => (raw ? proxies(raw, name) : false),
  },
  rateLimits: {
    name: 'RATE_LIMITS',
    defaultText: 'on',
    description: 'Limits on requests and on sign-in. `off` is for load tests only.',
    read: (raw, name) => oneOf(raw || 'on', name, ['on', 'off']) === 'on',
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    isSecret: true,
    defaultText: 'none; only this machine may read `/metrics`, and nobody where a proxy is set',
    description: 'A bearer token with which a monitor may read `/metrics`; 16 to 200 characters.',
    read: (raw, name) => (raw ? token(raw, name) : undefined),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    defaultText: 'info',
    description: `How much is logged: ${LOG_LEVELS.join(', ')}.`,
    read: (raw, name) => oneOf(raw || 'info', name, LOG_LEVELS),
  },
};

/** Reads and checks every setting; throws InvalidSetting for the first that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const values = Object.fromEntries(
    Object.entries(SETTINGS).map(([key, { name, read }]) => [key, read(environment[name]?.trim(), name)]),
  ) as unknown as Omit<Settings, 'given'>;
  const names = Object.values(SETTINGS).map(({ name }) => name);
  const settings = { ...values, given: names.filter((name) => environment[name]?.trim()) };
  if (settings.databaseUrl && settings.jwtSecrets.length === 0) {
    throw new InvalidSetting('JWT_SECRET', 'is required when DATABASE_URL is set: give at least 32 random bytes');
  }
  return settings;
}

function integer(raw: string, name: string, min: number, max: number): number {
  const value = Number(raw);
  if (!/^\d+$/.test(raw) || value < min || value > max) {
    throw new InvalidSetting(name, `must be a whole number from ${min} to ${max}, not "${raw}"`);
  }
  return value;
}

function oneOf<T extends string>(raw: string, name: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === raw);
  if (!found) throw new InvalidSetting(name, `must be one of ${allowed.join(', ')}, not "${raw}"`);
  return found;
}

function origin(raw: string, name: string): string {
  const url = URL.parse(raw);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new InvalidSetting(
      name,
      `must be an http or https address without a path, such as https://parley.example.org`,
    );
  }
  return url.origin;
}

function postgresUrl(raw: string, name: string): string {
  const url = URL.parse(raw);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new InvalidSetting(name, 'must look like postgres://user:password@host:5432/name');
  }
  return raw;
}

function redisUrl(raw: string, name: string): string {
  const url = URL.parse(raw);
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname) {
    throw new InvalidSetting(name, 'must look like redis://user:password@host:6379');
  }
  return raw;
}

function bucketUrl(raw: string, name: string): string {
  const url = URL.parse(raw);
  const isBucket = url && /^https?:$/.test(url.protocol) && /^\/[^/]+$/.test(url.pathname);
  if (!isBucket || !url.username || !url.password) {
    throw new InvalidSetting(name, 'must look like https://key:secret@host/bucket?region=eu-central-1');
  }
  return raw;
}

function secret(raw: string, name: string): string {
  if (Buffer.byteLength(raw) < 32) throw new InvalidSetting(name, 'must be at least 32 bytes long');
  return raw;
}

function smtpUrl(raw: string, name: string): string {
  const url = URL.parse(raw);
  if (
    !url ||
    !/^smtps?:$/.test(url.protocol) ||
    !url.hostname ||
    !/^\/?$/.test(url.pathname) ||
    url.search ||
    url.hash
  ) {
    throw new InvalidSetting(name, 'must look like smtp://user:password@host:587');
  }
  return raw;
}

function mailAddress(raw: string, name: string): string {
  if (/^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(raw)) return raw;
  throw new InvalidSetting(name, 'must be one e-mail address, such as parley@example.org');
}

function hosts(raw: string, name: string): string[] {
  const entries = raw.split(',').map((entry) => entry.trim().toLowerCase());
  const isHost = (entry: string) => URL.parse(`https://${entry}`)?.origin === `https://${entry.replace(/:443$/, '')}`;
  if (entries.every(isHost)) return entries;
  throw new InvalidSetting(name, 'must be hosts, with or without a port, and commas between them');
}

function token(raw: string, name: string): string {
  if (!/^[\w.~+/-]{16,200}$/.test(raw)) {
    throw new InvalidSetting(name, 'must have 16 to 200 of the characters A-Z a-z 0-9 . _ ~ + / -');
  }
  return raw;
}

function proxies(raw: string, name: string): number | string[] {
  if (/^\d+$/.test(raw)) return integer(raw, name, 1, 10);
  const entries = raw.split(',').map((entry) => entry.trim());
  if (!entries.every(isAddressOrNetwork)) {
    throw new InvalidSetting(name, 'must be a number of hops from 1 to 10, or addresses and networks with commas');
  }
  return entries;
}

/** `1.2.3` is an address to some parsers, but not what anybody means. */
function isAddressOrNetwork(entry: string): boolean {
  const [address = ''] = entry.split('/', 1);
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isAddress && (entry === address || ipaddr.isValidCIDR(entry));
}
