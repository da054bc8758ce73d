/** How far somebody has come in a conversation. */
export interface Position {
  readonly conversationId: string;
  readonly userId: string;
  readonly seq: number;
}

/** The farthest position of each person in each conversation, and no more of them than there is room for. */
export class Positions {
  private byConversation = new Map<string, Map<string, number>>();
  private count = 0;

  constructor(private readonly capacity: number) {}

  /** Forward only. One that finds no room is forgotten: whatever comes next makes up for it. */
  note(conversationId: string, userId: string, seq: number): void {
    const known = this.byConversation.get(conversationId);
    const before = known?.get(userId);
    if (before === undefined) this.add(conversationId, known, userId, seq);
    else if (before < seq) known?.set(userId, seq);
  }

  /** All of them, in the order in which rows are locked everywhere; none are left. */
  takeAll(): Position[] {
    const taken = [...this.byConversation].flatMap(([conversationId, people]) =>
      [...people].map(([userId, seq]) => ({ conversationId, userId, seq })),
    );
    this.byConversation = new Map();
    this.count = 0;
    return taken.sort(byKey);
  }

  private add(conversationId: string, known: Map<string, number> | undefined, userId: string, seq: number): void {
    if (this.count >= this.capacity) return;
    this.count++;
    if (known) known.set(userId, seq);
    else this.byConversation.set(conversationId, new Map([[userId, seq]]));
  }
}

function byKey(a: Position, b: Position): number {
  return compare(a.conversationId, b.conversationId) || compare(a.userId, b.userId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
