import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';

/** Shows jobs; one that is closed before it is over can be opened again from a toast. */
@Injectable({ providedIn: 'root' })
export class JobDialogs {
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly words = inject(Words);

  /** Resolves when the dialog is closed. */
  async show(id: string): Promise<void> {
    const [{ JobDialog }] = await Promise.all([import('./job-dialog'), this.words.load('jobs', 'accounts', 'account')]);
    const dialog = this.dialogs.open<boolean, string, object>(JobDialog, { data: id, width: 460 });
    const goesOn = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (goesOn) {
      this.toasts.show({ text: t('jobs.goesOn'), action: { label: t('jobs.show'), run: () => void this.show(id) } });
    }
  }
}
