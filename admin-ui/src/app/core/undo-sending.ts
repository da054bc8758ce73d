import { Injectable } from '@angular/core';
import { oneOf, preference } from './preferences/preference';

/** For how many seconds what was sent can be taken back; 0: not at all. */
export const HOLDS = [0, 5, 10, 30] as const;
export type Hold = (typeof HOLDS)[number];

/** For how long the server holds what is sent: in a chat, and as a new message. */
@Injectable({ providedIn: 'root' })
export class UndoSending {
  readonly chat = preference<Hold>('undo.chat', 0, oneOf(HOLDS));
  readonly compose = preference<Hold>('undo.compose', 10, oneOf(HOLDS));
}
