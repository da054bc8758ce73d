import { inject, Injectable } from '@angular/core';
import { AppDialogs } from '../ui/dialogs';

/** To whom a new message is addressed from the start, by the ids of people; or which draft is gone on with. */
export interface ComposeOptions {
  readonly to?: readonly string[];
  readonly draftId?: string;
}

/** Opens the dialog for a new message, from anywhere; its code comes when it is first needed. */
@Injectable({ providedIn: 'root' })
export class ComposeLauncher {
  private readonly dialogs = inject(AppDialogs);

  async open(options: ComposeOptions = {}): Promise<void> {
    const { ComposeDialog } = await import('./compose-dialog');
    this.dialogs.open(ComposeDialog, { data: options, width: 640 });
  }
}
