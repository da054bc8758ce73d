import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminUploadImport } from '../../api/fn/administration/admin-upload-import';
import type { ImportDto } from '../../api/models/import-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { FileDrop } from '../../files/file-drop';
import { Icon } from '../../ui/icon';

const SIZE_MB = 20;

/** Takes the file, chosen or dropped, and says what is wrong with it. */
@Component({
  selector: 'app-import-upload',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FileDrop, Icon],
  template: `
    <div class="zone" [class.over]="drop.isOver()" appFileDrop #drop="appFileDrop" (dropped)="take($event[0])">
      <app-icon name="file" [size]="24" />
      @if (isBusy()) {
        <p role="status">{{ t('import.uploading') }}</p>
        <progress [attr.aria-label]="t('import.uploading')"></progress>
      } @else if (drop.isOver()) {
        <p>{{ t('import.dropNow') }}</p>
      } @else {
        <button type="button" class="btn primary" (click)="file.click()">{{ t('import.choose') }}</button>
        <p class="muted drop">{{ t('import.drop') }}</p>
      }
      <input
        #file
        hidden
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        (change)="take(file.files?.[0]); file.value = ''"
      />
    </div>
    @if (problem(); as words) {
      <p class="bad" role="alert">{{ words }}</p>
    }
    <p class="muted sentence">{{ t('import.what', { size: size }) }}</p>
    <p class="muted sentence">{{ t('import.nothingYet') }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-12);
    }
    .zone {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--space-12);
      min-block-size: 220px;
      padding: var(--space-24);
      border: 2px dashed var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    .zone.over {
      border-color: var(--mat-sys-primary);
      background: var(--parley-hover);
    }
    .bad {
      color: var(--mat-sys-error);
    }
    @media (pointer: coarse) {
      .drop {
        display: none;
      }
    }
  `,
})
export class ImportUpload {
  protected readonly t = t;
  readonly uploaded = output<ImportDto>();
  private readonly api = inject(Api);
  protected readonly size = SIZE_MB;
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  protected async take(file: File | undefined): Promise<void> {
    if (!file || this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(undefined);
    try {
      this.uploaded.emit(await this.api.invoke(adminUploadImport, { body: { file } }));
    } catch (error) {
      this.problem.set(problemOf(error).detail);
    }
    this.isBusy.set(false);
  }
}
