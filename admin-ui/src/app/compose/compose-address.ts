import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ComposeLauncher } from './compose-launcher';
import { takeSharedContent } from './shared-content';

/** `/compose` is no page: the dialog for a new message opens over the chats, with what another app shared. */
@Component({ selector: 'app-compose-address', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class ComposeAddress {
  private readonly router = inject(Router);
  private readonly compose = inject(ComposeLauncher);

  constructor() {
    void this.open();
  }

  private async open(): Promise<void> {
    const shared = await takeSharedContent();
    await this.router.navigateByUrl('/chats', { replaceUrl: true });
    await this.compose.open(shared && { shared });
  }
}
