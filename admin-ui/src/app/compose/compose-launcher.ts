import { inject, Injectable } from '@angular/core';
import { AppDialogs } from '../ui/dialogs';
import type { ComposeOptions } from './compose-dialog';

/** Opens the dialog for a new message, from anywhere; its code comes when it is first needed. */
@Injectable({ providedIn: 'root' })
export class ComposeLauncher {
  private readonly dialogs = inject(AppDialogs);

  async open(options: ComposeOptions = {}): Promise<void> {
    const { openCompose } = await import('./compose-dialog');
    openCompose(this.dialogs, options);
  }
}
