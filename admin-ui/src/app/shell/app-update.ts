import { DOCUMENT, inject, Injectable } from '@angular/core';
import { SwUpdate } from '@angular/service-worker';
import { Toasts } from '../ui/toast.service';
import { RealtimeSocket } from '../core/realtime/realtime-socket';

/** Offers the next version of the app as soon as it is on this device; never changes it under anybody's hands. */
@Injectable({ providedIn: 'root' })
export class AppUpdate {
  private readonly document = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);

  constructor() {
    const updates = inject(SwUpdate);
    if (!updates.isEnabled) return;
    updates.versionUpdates.subscribe(({ type }) => {
      if (type === 'VERSION_READY') this.offer('A new version is ready');
    });
    updates.unrecoverable.subscribe(() => this.offer('This page has become too old to go on'));
    // A server that was away may have come back as a newer one. Without an answer the next connection asks again.
    inject(RealtimeSocket).onOpen(() => void updates.checkForUpdate().catch(() => undefined));
  }

  private offer(text: string): void {
    this.toasts.show({ text, stays: true, action: { label: 'Reload', run: () => this.document.location.reload() } });
  }
}
