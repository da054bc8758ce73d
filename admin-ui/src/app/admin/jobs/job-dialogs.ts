import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { JobDialog } from './job-dialog';

/** Shows jobs; one that is closed before it is over can be opened again from a toast. */
@Injectable({ providedIn: 'root' })
export class JobDialogs {
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  /** Resolves when the dialog is closed. */
  async show(id: string): Promise<void> {
    const dialog = this.dialogs.open<boolean, string, JobDialog>(JobDialog, { data: id, width: 460 });
    const goesOn = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (goesOn) {
      this.toasts.show({ text: t('jobs.goesOn'), action: { label: t('jobs.show'), run: () => void this.show(id) } });
    }
  }
}
