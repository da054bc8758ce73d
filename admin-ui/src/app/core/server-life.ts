import { inject, Injectable, signal } from '@angular/core';
import { type Condition, LocalDatabase, type StoreName } from './local-database';
import { randomId } from './random-id';
import { isObject, isText } from './shapes';

interface Life {
  /** The same for all tabs that keep for one life of the server. */
  readonly id: string;
  /** The last minute of the server's life that what is kept belongs to. */
  readonly epoch?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEY = 'life';
/** What names messages and conversations by numbers that another life gives to others. */
const OF_ONE_LIFE: readonly StoreName[] = ['conversations', 'messages', 'edits'];

/**
 * The life of the server that this page, and what this device keeps, belongs to. It ends when the server is put back to an
 * earlier state: its numbers may then stand for something else. Tabs that have not noticed yet keep nothing any more.
 */
@Injectable({ providedIn: 'root' })
export class ServerLife {
  private readonly local = inject(LocalDatabase);
  private readonly lives = signal(1);
  private life: Life = { id: randomId() };

  private readonly doubted = signal(false);

  /**
   * While the server may have been put back without our knowing, what names messages by their numbers is not said: the
   * numbers may stand for others.
   */
  readonly isDoubted = this.doubted.asReadonly();
  /** Moves when another life begins: whatever is on the screen has to be made anew. */
  readonly count = this.lives.asReadonly();
  /** Holds as long as this device keeps for the life that this page belongs to. */
  readonly isOurs: Condition = {
    store: 'account',
    key: KEY,
    holds: (kept) => isLife(kept) && kept.id === this.life.id,
  };

  /** To be said when the server is asked what was missed; undefined while nothing was taken over whole. */
  get epoch(): string | undefined {
    const { epoch } = this.life;
    // Another would be refused, for as long as it is kept.
    return epoch !== undefined && UUID.test(epoch) ? epoch : undefined;
  }

  /** Goes on with the life that this device keeps for, or begins to keep for one. */
  async recall(): Promise<void> {
    await this.local.write([{ store: 'account', key: KEY, value: this.life }], {
      ...this.isOurs,
      holds: (kept) => !isLife(kept),
    });
    await this.adopt();
  }

  /** There was no connection: until the server was asked, nobody knows which life it leads. */
  doubt(): void {
    this.doubted.set(true);
  }

  /** What is here belongs to this minute of the server's life. */
  note(epoch: string): void {
    this.doubted.set(false);
    this.life = { ...this.life, epoch };
    void this.local.write([{ store: 'account', key: KEY, value: this.life }], this.isOurs);
  }

  /** The server does not know the life that we know: what was kept for it goes, unless another tab began anew already. */
  async beginAnew(): Promise<void> {
    const { isOurs } = this;
    const former = this.life.id;
    const next: Life = { id: randomId() };
    await this.local.write(
      [{ store: 'account', key: KEY, value: next }],
      { ...isOurs, holds: (kept) => isLife(kept) && kept.id === former },
      OF_ONE_LIFE,
    );
    this.life = next;
    await this.adopt();
    this.lives.update((count) => count + 1);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.life = { id: randomId() };
  }

  private async adopt(): Promise<void> {
    this.life = (await this.local.get('account', KEY, isLife)) ?? this.life;
  }
}

function isLife(value: unknown): value is Life {
  return isObject(value) && isText(value['id']) && (value['epoch'] === undefined || isText(value['epoch']));
}
