/** What a socket is told that says hello for somebody who has to set a second factor up. */
export const FACTOR_NEEDED = 'second_factor_setup_required';

/** Why the server closes a socket. */
export enum CloseCode {
  Shutdown = 1001,
  Binary = 1003,
  /** From the protocol itself. */
  NotUtf8 = 1007,
  /** Of a signed-in socket from the protocol itself. */
  TooLarge = 1009,
  Overloaded = 1013,
  NotAnObject = 4400,
  NotSignedIn = 4401,
  FactorNeeded = 4403,
  HelloTooLate = 4408,
  TooSlow = 4410,
  TooMany = 4429,
}

/** What they mean, for who writes a client. */
export const CLOSE_CODES: Readonly<Record<CloseCode, string>> = {
  [CloseCode.Shutdown]: 'the server restarts',
  [CloseCode.Binary]: 'binary',
  [CloseCode.NotUtf8]: 'not UTF-8',
  [CloseCode.TooLarge]: 'larger than 256 kB, or a first frame larger than 4 kB',
  [CloseCode.Overloaded]: 'overloaded or unsure',
  [CloseCode.NotAnObject]: 'not a JSON object',
  [CloseCode.NotSignedIn]: 'not or no longer signed in',
  [CloseCode.FactorNeeded]: 'second_factor_setup_required: set up a second factor first',
  [CloseCode.HelloTooLate]: 'hello too late',
  [CloseCode.TooSlow]: 'too slow: reconnect and catch up',
  [CloseCode.TooMany]: 'too many frames, or a 21st connection of one person',
};
