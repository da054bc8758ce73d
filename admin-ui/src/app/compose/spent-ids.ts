import { inject, Injectable } from '@angular/core';
import { problemOf } from '../core/problem';
import { ScheduledMessages } from '../state/scheduled/scheduled-messages';

/** What the server answers to a message that is to be kept for later, be it sent at once or not. */
type Answer = object | { readonly scheduled: { readonly id: string; readonly state: 'waiting' | 'failed' } };

/**
 * The client id of a message is the same as long as it says the same, so that what got no answer is sent once. Where an
 * earlier try was kept and then taken back or not sent, that id is spent, and whoever sends it again means another message.
 */
@Injectable({ providedIn: 'root' })
export class SpentIds {
  private readonly scheduled = inject(ScheduledMessages);

  /** What is answered to the request; once more under another id, which `renew` chooses, where the first is spent. */
  async unspent<A extends Answer>(send: () => Promise<A>, renew: () => void): Promise<A> {
    const answer = await send().catch((error: unknown) => {
      if (problemOf(error).code !== 'send_cancelled') throw error;
      return undefined;
    });
    if (answer && !hasFailed(answer)) return answer;
    // It takes the place of the one that failed, which lets go of its files.
    if (answer) await this.scheduled.cancel(answer.scheduled);
    renew();
    return send();
  }
}

function hasFailed(
  answer: Answer,
): answer is { readonly scheduled: { readonly id: string; readonly state: 'failed' } } {
  return 'scheduled' in answer && answer.scheduled.state === 'failed';
}
