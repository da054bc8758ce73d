/** What a transport tells the bus. */
export interface BusListener {
  /** Something a node said; a node hears itself too. */
  heard(payload: string): void;
  /** Connected, for the first time or again: whatever was said meanwhile was missed. */
  connected(): void;
  /** The connection was lost, or could not be made at first. */
  lost(error: unknown): void;
}

/** Carries short texts between all nodes, at most once each. Reconnects by itself for as long as it is not stopped. */
export interface BusTransport {
  /** The largest payload, in bytes. */
  readonly maxBytes: number;
  /** Begins to connect; does not wait until it has. */
  start(listener: BusListener): void;
  /** Rejects while it is not connected; nothing is kept for later. */
  send(payloads: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}
