import { DOCUMENT, inject, Injectable } from '@angular/core';
import { SwUpdate } from '@angular/service-worker';
import { Toasts } from '../ui/toast.service';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { t } from '../core/words/words';

/** Offers the next version of the app as soon as it is on this device; never changes it under anybody's hands. */
@Injectable({ providedIn: 'root' })
export class AppUpdate {
  private readonly document = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);

  constructor() {
    const updates = inject(SwUpdate);
    if (!updates.isEnabled) return;
    updates.versionUpdates.subscribe(({ type }) => {
      if (type === 'VERSION_READY') this.offer(t('update.ready'));
    });
    updates.unrecoverable.subscribe(() => this.offer(t('update.tooOld')));
    // A server that was away may have come back as a newer one. Without an answer the next connection asks again.
    inject(RealtimeSocket).onOpen(() => void updates.checkForUpdate().catch(() => undefined));
  }

  private offer(text: string): void {
    this.toasts.show({
      text,
      stays: true,
      action: { label: t('update.reload'), run: () => this.document.location.reload() },
    });
  }
}
