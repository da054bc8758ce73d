import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts, for Prometheus. Features add their own metrics to the registry. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer a request, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  /** Messages committed by this node. */
  readonly messages = new Counter({
    name: 'parley_messages_sent_total',
    help: 'Messages committed by this node.',
    registers: [this.registry],
  });
  /** Open realtime connections. */
  readonly sockets = new Gauge({
    name: 'parley_sockets',
    help: 'Open realtime connections.',
    registers: [this.registry],
  });

  /** Adds memory, processor time and garbage collection. Nothing ends that again, so it is for a process with one application. */
  observeProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Measures every request. Labelled by route, never by address, so that ids do not become metrics. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }
}
