import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** What a browser hands over that offers to install the app. */
interface InstallEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** Keeps the browser's offer to install the app, which comes long before somebody looks for it in the settings. */
@Injectable({ providedIn: 'root' })
export class InstallPrompt {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly offer = signal<InstallEvent | undefined>(undefined);
  private readonly done = signal(this.window?.matchMedia?.('(display-mode: standalone)').matches ?? false);

  readonly isOffered = computed(() => this.offer() !== undefined);
  /** This page is the installed app, or it has just been installed. */
  readonly isInstalled = this.done.asReadonly();

  constructor() {
    this.window?.addEventListener('beforeinstallprompt', (event) => {
      // Nobody is asked who did not look for it.
      event.preventDefault();
      this.offer.set(event as InstallEvent);
    });
    this.window?.addEventListener('appinstalled', () => this.done.set(true));
  }

  /** Asks the person; an offer is good for once. */
  async install(): Promise<void> {
    const offer = this.offer();
    this.offer.set(undefined);
    await offer?.prompt();
  }
}
