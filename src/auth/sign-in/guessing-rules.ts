/** How long a failed guess counts. */
export const WINDOW_SECONDS = 15 * 60;

/** A device that never signed in to the account, one that did, or a session that asks for its own password. */
export type Guesser = 'address' | 'device' | 'session';

/** A guess of the last quarter of an hour that failed, or that is being judged. */
export interface RecentGuess {
  /** It was made at the account that is tried now. */
  readonly isSameAccount: boolean;
  /** It came from where the one that is judged now comes from. */
  readonly isSameSource: boolean;
  readonly by: Guesser;
  readonly isPending: boolean;
  /** Seconds until it does not count any more. */
  readonly expiresIn: number;
}

/** For how long nothing may be tried. */
export interface Refusal {
  readonly waitSeconds: number;
  /** For how long the source may try nothing at all, whatever the login; undefined when it may try others. */
  readonly sourceWaitSeconds?: number;
}

/** `busy`: whether it may be made depends on others that are being judged right now. */
export type GuessVerdict = 'admitted' | 'busy' | Refusal;

/** How many of which recent guesses there may be. */
export interface GuessingRule {
  /** Also the quota that a refusal names. */
  readonly failures: number;
  /** How many of them are kept for sources that have not failed at this account. */
  readonly reserved?: number;
  readonly counts: (guess: RecentGuess) => boolean;
  /** Those that are being judged count too, so that no more get through when many try at once. */
  readonly countsPending: boolean;
  /** It holds for everything that a source tries. */
  readonly isOfSource?: boolean;
}

const isSameTry = (guess: RecentGuess): boolean => guess.isSameAccount && guess.isSameSource;

/** How many failures at an account shut out every device that never signed in there. */
export const FAILURES_OF_STRANGERS = 10;

/** Devices that never signed in here: by source and account, by source, and by account whatever the source. */
export const STRANGERS: readonly GuessingRule[] = [
  { failures: 5, counts: isSameTry, countsPending: true },
  // Pending ones are not counted: three hundred people of one office may all be signing in with the right password.
  { failures: 30, counts: (guess) => guess.isSameSource, countsPending: false, isOfSource: true },
  {
    failures: FAILURES_OF_STRANGERS,
    reserved: 3,
    counts: ({ isSameAccount, by }) => isSameAccount && by === 'address',
    countsPending: true,
  },
];

/** A device that signed in to this account before waits for nobody's failures but its own. */
export const KNOWN_DEVICE: readonly GuessingRule[] = [{ failures: 10, counts: isSameTry, countsPending: true }];

/** A session that asks for its own password, for instance one that was left open; and all of a person together. */
export const OPEN_SESSION: readonly GuessingRule[] = [
  { failures: 5, counts: isSameTry, countsPending: true },
  {
    failures: 10,
    reserved: 3,
    counts: ({ isSameAccount, by }) => isSameAccount && by === 'session',
    countsPending: true,
  },
];

/** Whether a further guess may be made after these. */
export function judgeGuess(rules: readonly GuessingRule[], recent: readonly RecentGuess[]): GuessVerdict {
  const verdicts = rules.map((rule) => ({ rule, verdict: judgeBy(rule, recent) }));
  const waits = verdicts.flatMap(({ verdict }) => (typeof verdict === 'number' ? [verdict] : []));
  if (waits.length > 0) {
    const ofSource = verdicts.find(({ rule }) => rule.isOfSource)?.verdict;
    return {
      waitSeconds: Math.max(...waits),
      ...(typeof ofSource === 'number' && { sourceWaitSeconds: ofSource }),
    };
  }
  return verdicts.some(({ verdict }) => verdict === 'busy') ? 'busy' : 'admitted';
}

/** A number says for how many seconds it is refused. */
function judgeBy(
  { failures, reserved = 0, counts, countsPending }: GuessingRule,
  recent: readonly RecentGuess[],
): 'admitted' | 'busy' | number {
  const counted = recent.filter(counts);
  const failed = counted.filter(({ isPending }) => !isPending);
  const own = recent.filter(isSameTry);
  const limitAfter = (tries: readonly RecentGuess[]) => (tries.length > 0 ? failures - reserved : failures);
  const limit = limitAfter(own.filter(({ isPending }) => !isPending));
  if (failed.length >= limit) {
    const expiries = failed.map(({ expiresIn }) => expiresIn).sort((a, b) => a - b);
    return expiries[failed.length - limit] ?? WINDOW_SECONDS;
  }
  return countsPending && counted.length >= limitAfter(own) ? 'busy' : 'admitted';
}
