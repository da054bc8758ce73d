import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Settings } from '../../config/settings.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import { PermissionDenied } from '../errors/request-problems.js';

/** Lets in who has the METRICS_TOKEN, and programs on this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(APP_SETTINGS) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.hasToken(request.headers.authorization) || isFromThisMachine(request)) return true;
    throw new PermissionDenied('Ask from this machine, or send the METRICS_TOKEN as a bearer token.');
  }

  private hasToken(header: string | undefined): boolean {
    const { metricsToken } = this.settings;
    if (metricsToken === undefined || header === undefined) return false;
    return timingSafeEqual(digest(header), digest(`Bearer ${metricsToken}`));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** By the connection itself; a proxy on this machine, which says so in a header, speaks for somebody else. */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
  const { remoteAddress = '' } = socket;
  return !isForwarded && ipaddr.isValid(remoteAddress) && ipaddr.process(remoteAddress).range() === 'loopback';
}
