import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/** What somebody has before them in this tab. */
@Injectable({ providedIn: 'root' })
export class LookedAt {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);

  isVisible(): boolean {
    return this.document.visibilityState === 'visible';
  }

  /** This page shows the conversation, looked at or not. */
  shows(conversationId: string): boolean {
    return this.router.url.split(/[?#]/)[0] === `/chats/${conversationId}`;
  }

  /** Its window has the focus as well. */
  isAt(conversationId: string): boolean {
    return this.isVisible() && this.document.hasFocus() && this.shows(conversationId);
  }
}
