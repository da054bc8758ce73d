import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Epochs } from '../core/epoch/epochs.js';
import { Broadcast } from './broadcast.js';
import { EpochEvent } from './frames/connection.frames.js';
import { eventOf } from './frames/server-frame.js';

/**
 * Tells the clients here each minute of the database's life: what they heard until then belongs to a life that has this
 * minute, so that a backup from before it is noticed by whoever comes back.
 */
@Injectable()
export class EpochNews implements OnModuleInit {
  constructor(
    private readonly epochs: Epochs,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.epochs.onRenewed((epoch) => this.broadcast.toAll(eventOf(EpochEvent, null, null, { epoch })));
  }
}
