import { ChangeDetectionStrategy, Component } from '@angular/core';
import { DialogFrame } from '../ui/dialog-frame';

/** Writing a new message. */
@Component({
  selector: 'app-compose-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame],
  template: `<app-dialog heading="New message" />`,
})
export class ComposeDialog {}
