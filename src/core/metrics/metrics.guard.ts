import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../config/settings.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import { PermissionDenied } from '../errors/request-problems.js';
import { isLoopback } from '../http/address.js';

/** Lets in who has the METRICS_TOKEN and, where no proxy stands before this server, programs on this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(APP_SETTINGS) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.hasToken(request.headers.authorization)) return true;
    if (!this.hasProxy() && isFromThisMachine(request)) return true;
    throw new PermissionDenied('Send the METRICS_TOKEN as a bearer token; without a proxy, this machine needs none.');
  }

  /** It may be on this machine and say nothing of whom it speaks for. This server itself speaks no https. */
  private hasProxy(): boolean {
    const { publicUrl, trustProxy } = this.settings;
    return trustProxy !== false || publicUrl?.startsWith('https:') === true;
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

/** What proxies say of whom they speak for. */
const FORWARDING = /^(forwarded|via|x-forwarded.*|x-original.*|x-real-ip|x-client-ip|true-client-ip|cf-.*)$/;

/**
 * By the connection itself. A proxy on this machine speaks for somebody else: it says so in a header, asks for the name
 * that they asked for, or, told nothing, as the 1.0 that nginx speaks to what is behind it.
 */
function isFromThisMachine({ headers, socket, raw }: FastifyRequest): boolean {
  if (Object.keys(headers).some((name) => FORWARDING.test(name)) || raw.httpVersion === '1.0') return false;
  const name = URL.parse(`http://${headers.host ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  return isLoopback(socket.remoteAddress ?? '') && (name === 'localhost' || isLoopback(name));
}
