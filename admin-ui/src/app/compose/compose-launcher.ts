import { inject, Injectable } from '@angular/core';
import { Words } from '../core/words/loading';
import { AppDialogs } from '../ui/dialogs';
import type { ComposeOptions } from './compose-dialog';

/** Opens the dialog for a new message, from anywhere; its code comes when it is first needed. */
@Injectable({ providedIn: 'root' })
export class ComposeLauncher {
  private readonly dialogs = inject(AppDialogs);
  private readonly words = inject(Words);

  async open(options: ComposeOptions = {}): Promise<void> {
    const [{ openCompose }] = await Promise.all([import('./compose-dialog'), this.words.load('messenger')]);
    openCompose(this.dialogs, options);
  }
}
