import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { saveFile } from '../../core/save-file';
import { ServerMeta } from '../../core/server-meta';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';

/** Codes that are shown this once, with what keeps them: copying, a file, paper. */
@Component({
  selector: 'app-recovery-codes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <p>{{ t('recovery.text') }}</p>
    <ol dir="ltr" [attr.aria-label]="t('recovery.title')" translate="no">
      @for (code of codes(); track code) {
        <li>
          <code>{{ code }}</code>
        </li>
      }
    </ol>
    <div class="tools">
      <button type="button" class="btn line sm" (click)="copy()">
        <app-icon name="copy" [size]="16" />{{ t(isCopied() ? 'action.copied' : 'action.copy') }}
      </button>
      <button type="button" class="btn line sm" (click)="download()">
        <app-icon name="file" [size]="16" />{{ t('recovery.download') }}
      </button>
      <button type="button" class="btn line sm" (click)="print()">{{ t('recovery.print') }}</button>
    </div>
    <span class="vh" role="status">{{ isCopied() ? t('action.copied') : '' }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-16);
    }
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
      gap: var(--space-8) var(--space-16);
      padding: var(--space-16);
      list-style: none;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container-high);
    }
    code {
      font: var(--parley-code);
      letter-spacing: 0.08em;
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-8);
    }
  `,
})
export class RecoveryCodes {
  protected readonly t = t;
  readonly codes = input.required<readonly string[]>();

  private readonly clipboard = inject(Clipboard);
  private readonly server = inject(ServerMeta);
  protected readonly isCopied = signal(false);

  protected copy(): void {
    this.isCopied.set(this.clipboard.copy(this.codes().join('\n')));
  }

  protected download(): void {
    saveFile('parley-recovery-codes.txt', new Blob([this.asText()], { type: 'text/plain' }));
  }

  /** The codes alone, not the page around them. */
  protected print(): void {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.body.append(frame);
    const sheet = frame.contentDocument?.createElement('pre');
    if (sheet) {
      sheet.textContent = this.asText();
      frame.contentDocument?.body.append(sheet);
      frame.contentWindow?.print();
    }
    frame.remove();
  }

  private asText(): string {
    const title = t('recovery.of', { organisation: this.server.organisation() ?? 'Parley' });
    return [title, '', ...this.codes(), ''].join('\n');
  }
}
