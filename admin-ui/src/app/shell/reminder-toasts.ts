import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { RealtimeEvent } from '../core/realtime/frames';
import { isolated } from '../core/isolated';
import { t } from '../core/words/words';
import { Confirmed } from '../state/confirmed';
import { lineOf } from '../state/messages/line-of';
import { Toasts } from '../ui/toast.service';

const EXCERPT_LENGTH = 80;

/** Reminds of what was saved when its time has come, on whichever page. Injecting it is enough. */
@Injectable({ providedIn: 'root' })
export class ReminderToasts {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);

  constructor() {
    inject(Confirmed).onApplied((event) => this.remind(event));
  }

  private remind(event: RealtimeEvent): void {
    if (event.type !== 'saved.due') return;
    const { sender, conversationId, seq } = event.data;
    const words = [...lineOf(event.data)].slice(0, EXCERPT_LENGTH).join('');
    this.toasts.show({
      text: t('saved.due', { name: isolated(sender.displayName), text: isolated(words) }),
      stays: true,
      action: {
        label: t('saved.show'),
        run: () => void this.router.navigate(['/chats', conversationId], { queryParams: { at: seq } }),
      },
    });
  }
}
