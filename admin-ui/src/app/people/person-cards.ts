import { inject, Injectable } from '@angular/core';
import type { UserCardDto } from '../api/models/user-card-dto';
import { Words } from '../core/words/loading';
import { AppDialogs } from '../ui/dialogs';

/** Opens what people say of themselves, from wherever their name stands. */
@Injectable({ providedIn: 'root' })
export class PersonCards {
  private readonly words = inject(Words);
  private readonly dialogs = inject(AppDialogs);

  /** When it is closed the focus goes to `returnsTo`, else to where it was. */
  async open(person: UserCardDto, returnsTo?: HTMLElement): Promise<void> {
    const [{ PersonCard }] = await Promise.all([import('./person-card'), this.words.load('people')]);
    this.dialogs.open(PersonCard, { data: person, width: 384, returnsTo });
  }
}
