/** A message as somebody saw it: what the checks compare. */
export interface Entry {
  readonly seq: number;
  readonly rev: number;
  readonly clientId: string;
  readonly senderId: string;
  readonly body: string;
  readonly isDeleted: boolean;
  readonly isSystem: boolean;
}

/** One attempt to say something, retries of the same client id included. Moments are of one clock, in milliseconds. */
export interface Send {
  readonly clientId: string;
  readonly conversationId: string;
  readonly senderId: string;
  readonly begunAt: number;
  /** When it was acknowledged or refused for good; undefined when nobody knows what became of it. */
  readonly endedAt?: number;
  /** `scheduled`: acknowledged to be sent later, and neither taken back nor failed when all was quiet. */
  readonly outcome: 'acknowledged' | 'scheduled' | 'refused' | 'unknown';
  readonly seq?: number;
}

/** What a connection was told without asking; also by the acknowledgement of what it sent. */
export interface Told {
  readonly connection: string;
  readonly personId: string;
  readonly conversationId: string;
  readonly type: string;
  readonly rev: number;
  readonly at: number;
}

/**
 * That a connection had caught up with a conversation to `since`: from there on it has to be told, without asking. Where
 * it stood when all was quiet, of everything; else of what came before the last that it was told.
 */
export interface Listening {
  readonly connection: string;
  readonly personId: string;
  readonly conversationId: string;
  readonly since: number;
  readonly stoodToTheEnd: boolean;
}

/** A page of the history, read forwards from `after`. */
export interface Page {
  readonly personId: string;
  readonly conversationId: string;
  readonly begunAt: number;
  readonly endedAt: number;
  readonly after: number;
  readonly limit: number;
  readonly lastSeq: number;
  readonly entries: readonly Entry[];
}

/** What a device has in the end of what it was told and of what it caught up with. */
export interface View {
  readonly device: string;
  readonly conversationId: string;
  readonly entries: readonly Entry[];
}

/** The whole history, read when everything was quiet: by each person on each node. */
export interface Outcome {
  readonly personId: string;
  readonly node: string;
  readonly conversationId: string;
  readonly entries: readonly Entry[];
  readonly lastReadSeq: number;
  readonly unreadCount: number;
}

/** A time during which somebody was not in a conversation, from the answer to the removal to the request to come back. */
export interface Absence {
  readonly personId: string;
  readonly conversationId: string;
  readonly from: number;
  readonly until: number;
}

/** Everything that was seen in one run. */
export interface Recording {
  /** On how many nodes; with several, the bus may lose what another one said. */
  readonly nodes: number;
  readonly sends: readonly Send[];
  readonly told: readonly Told[];
  readonly listenings: readonly Listening[];
  readonly pages: readonly Page[];
  readonly views: readonly View[];
  readonly outcomes: readonly Outcome[];
  readonly absences: readonly Absence[];
}
