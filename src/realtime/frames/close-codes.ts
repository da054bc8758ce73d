/** Why the server closes a socket. 1007, and 1009 of a signed-in socket, come from the protocol itself. */
export enum CloseCode {
  Shutdown = 1001,
  Binary = 1003,
  TooLarge = 1009,
  Overloaded = 1013,
  NotAnObject = 4400,
  NotSignedIn = 4401,
  HelloTooLate = 4408,
  TooSlow = 4410,
  TooMany = 4429,
}
