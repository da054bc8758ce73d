import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { HealthParts, type PartReport } from '../health/health-parts.js';
import { type LivingNode, NodesRepository } from './nodes.repository.js';

const WRONG_BY_MS = 1_000;
const FAR_WRONG_BY_MS = 30_000;

/** Which nodes run, whether they hear each other, and whether their clocks agree with the database. */
@Injectable()
export class NodeHealth {
  constructor(
    private readonly nodes: NodesRepository,
    private readonly bus: Bus,
    parts: HealthParts,
  ) {
    parts.register('nodes', async () => judgeNodes(await this.nodes.living()));
    parts.register('clock', async () => judgeClocks(await this.nodes.living()));
    parts.register('bus', () => this.judgeBus());
  }

  private judgeBus(): PartReport {
    if (this.bus.isUp) return { state: 'ok', reason: 'ok', detail: 'This node hears the others.' };
    const detail = 'This node does not hear the others; what they say is read from the database, a second later.';
    return { state: 'degraded', reason: 'bus_away', detail };
  }
}

export function judgeNodes(nodes: readonly LivingNode[]): PartReport {
  const versions = new Set(nodes.map(({ version }) => version));
  const facts = { nodes: nodes.length, versions: versions.size };
  if (versions.size > 1) {
    const detail = `${nodes.length} nodes run with ${versions.size} versions, as during an update.`;
    return { state: 'degraded', reason: 'versions_differ', detail, facts };
  }
  return { state: 'ok', reason: 'ok', detail: `Nodes that run: ${nodes.length}.`, facts };
}

export function judgeClocks(nodes: readonly LivingNode[]): PartReport {
  const offsetMs = Math.max(0, ...nodes.map(({ clockOffsetMs }) => Math.abs(clockOffsetMs)));
  const facts = { offsetMs };
  const detail = `The clock of a node and the one of the database differ by ${offsetMs} ms at most.`;
  if (offsetMs > FAR_WRONG_BY_MS) return { state: 'down', reason: 'clock_far_wrong', detail, facts };
  if (offsetMs > WRONG_BY_MS) return { state: 'degraded', reason: 'clock_wrong', detail, facts };
  return { state: 'ok', reason: 'ok', detail, facts };
}
