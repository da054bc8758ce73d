import type { RealtimeEvent } from '../../core/realtime/frames';
import { type Act, perform } from './model-acts';
import { ModelAnswers, type Params, refused } from './model-answers';
import { ModelChanges } from './model-changes';
import { ModelData, type Talk } from './model-data';
import { ModelViews } from './model-views';

/**
 * As much of the server as clients see, in memory: it answers requests, tells over the socket what people do there, and
 * knows what a fresh load would show. A client that heard its events has to show the same.
 */
export class ModelServer {
  private readonly data: ModelData;
  private readonly changes: ModelChanges;
  private readonly answers: ModelAnswers;
  /** What a fresh load shows. */
  readonly fresh: ModelViews;
  /** Without it events are lost, and requests are not answered. */
  isReachable = true;

  constructor(
    ids: { readonly direct: string; readonly group: string },
    private readonly send: (event: RealtimeEvent) => void,
  ) {
    this.data = new ModelData(ids);
    this.fresh = new ModelViews(this.data);
    this.changes = new ModelChanges(this.data, this.fresh, (event) => this.emit(event));
    this.answers = new ModelAnswers(this.data, this.fresh, this.changes);
  }

  /** Somebody does it, where that makes sense. */
  do(act: Act): void {
    // Nothing tells a client that comes back whether it was away from a group in between, if its state has the same rev.
    if (act.kind === 'add me' && !this.isReachable) return;
    const { talks } = this.data;
    perform(act, talks[act.where % talks.length] as Talk, this.changes);
  }

  /** What a request of the client is answered. */
  answer(route: unknown, params: Params): unknown {
    if (!this.isReachable) throw refused(0);
    return this.answers.to(route, params);
  }

  private emit(event: RealtimeEvent): void {
    if (this.isReachable) this.send(structuredClone(event));
  }
}
