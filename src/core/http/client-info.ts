import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where a request came from, as far as services need to know. */
export interface ClientInfo {
  /** The address of the client, as trusted proxies report it. */
  readonly ip: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** An IPv6 address with an IPv4 one in it; the columns have room for this. */
const MAX_IP_LENGTH = 45;

/** Hands a controller the ClientInfo of its request. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): ClientInfo =>
  clientInfoOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The ClientInfo of a request. */
export function clientInfoOf(request: FastifyRequest): ClientInfo {
  return {
    // What a proxy hands on may be anything, and a connection that is gone already has no address, whatever the type says.
    ip: ((request.ip as string | undefined) ?? '').slice(0, MAX_IP_LENGTH),
    userAgent: (request.headers['user-agent'] ?? '').replaceAll('\0', '').slice(0, 400),
    requestId: request.id,
  };
}
