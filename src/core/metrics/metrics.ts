import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of this process, in the format of Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Requests by method, route pattern and status class, in seconds. */
  readonly requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  readonly messages = new Counter({
    name: 'parley_messages_sent_total',
    help: 'Messages committed by this node.',
    registers: [this.registry],
  });

  readonly sockets = new Gauge({
    name: 'parley_sockets',
    help: 'Open realtime connections.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'parley_' });
  }
}
