import { Dialog, type DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/portal';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Confirm, type Question } from './confirm';

/** How a dialog is opened. */
export interface DialogOptions<D> {
  readonly data?: D;
  /** In pixels; narrower screens take what they have. */
  readonly width?: number;
  /** On a phone it fills the screen. Short questions do not. */
  readonly fillsPhone?: boolean;
  /** It holds nothing but text: it begins there, where keys scroll it (`app-dialog [reads]`). */
  readonly reads?: boolean;
  /** What has the focus when it is closed; left out, what had it before. */
  readonly returnsTo?: HTMLElement | undefined;
  /** False keeps it open on Escape and on a click beside it; the holder then decides. */
  readonly closesByItself?: boolean;
}

const TO_FILL = ':is(input:not([hidden]), textarea, select, [actions] button)';

/** Where a dialog begins: its first field, else its first answer, else its first button; never the one that closes it. */
const FIRST_TO_FILL = `app-dialog ${TO_FILL}, app-dialog:not(:has(${TO_FILL})) > .in button`;

const TEXT = 'app-dialog > .in';

let lastTitle = 0;

/** Opens dialogs that are named by their title, hold the focus, and give it back when they close. */
@Injectable({ providedIn: 'root' })
export class AppDialogs {
  private readonly dialog = inject(Dialog);

  /** Opens the component, whose template holds one `app-dialog`. */
  open<R, D, C>(component: ComponentType<C>, options: DialogOptions<D> = {}): DialogRef<R, C> {
    return this.dialog.open<R, D, C>(component, {
      data: options.data ?? null,
      width: `min(${options.width ?? 480}px, 100vw)`,
      ariaLabelledBy: `dialog-title-${++lastTitle}`,
      ariaModal: true,
      autoFocus: options.reads ? TEXT : FIRST_TO_FILL,
      backdropClass: 'scrim',
      panelClass: options.fillsPhone === false ? 'stays-small' : 'fills-phone',
      restoreFocus: options.returnsTo ?? true,
      disableClose: options.closesByItself === false,
    });
  }

  /** Asks a yes-or-no question; anything but the button is no. */
  async confirm(question: Question): Promise<boolean> {
    const ref = this.open<boolean, Question, Confirm>(Confirm, { data: question, width: 420, fillsPhone: false });
    return (await firstValueFrom(ref.closed, { defaultValue: false })) === true;
  }
}
