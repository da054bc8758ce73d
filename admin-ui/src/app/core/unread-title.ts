import { Injectable, signal } from '@angular/core';

/** How many conversations wait for me; the messenger counts, the rail and the title show. */
@Injectable({ providedIn: 'root' })
export class UnreadTotal {
  readonly unreadTotal = signal(0);
}
