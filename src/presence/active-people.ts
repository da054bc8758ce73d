import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '../core/metrics/metrics.js';
import { LocalPresence } from './local-presence.js';
import { PEOPLE_ACTIVE } from './people.series.js';
import { PresenceRepository } from './presence.repository.js';

/** How many people are there. Whom they show it to does not matter: it is a number, and no names. */
@Injectable()
export class ActivePeople {
  constructor(
    private readonly presence: PresenceRepository,
    { registry }: Metrics,
    local: LocalPresence,
  ) {
    new Gauge({
      name: PEOPLE_ACTIVE.metric,
      help: 'People with a socket on this node who are active.',
      registers: [registry],
      collect() {
        this.set([...local.all()].filter(([, state]) => state === 'active').length);
      },
    });
  }

  /** On all nodes; who is on two of them counts once. */
  count(): Promise<number> {
    return this.presence.countActive();
  }
}
