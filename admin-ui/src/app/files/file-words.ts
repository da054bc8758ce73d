import { inject, Injectable, signal } from '@angular/core';
import { Words } from '../core/words/loading';

/** Loads the words about files with the first of them that is shown. */
@Injectable({ providedIn: 'root' })
export class FileWords {
  private readonly ready = signal(false);
  /** Whether they can be shown. */
  readonly areThere = this.ready.asReadonly();

  constructor() {
    void inject(Words)
      .load('files')
      .then(() => this.ready.set(true));
  }
}
