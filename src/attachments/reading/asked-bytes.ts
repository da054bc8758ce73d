import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** Which bytes a request asks for, and which it has already. */
export interface AskedBytes {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Bytes as they are answered; without a stream where the asker has them already. */
export interface AnsweredBytes {
  readonly status: 200 | 206 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes?: Readable;
}

/** Hands a controller what its request asks for. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): AskedBytes => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = headers;
  return { range, ifRange: typeof ifRange === 'string' ? ifRange : undefined, ifNoneMatch };
});

/** Sends them; the stream ends with the connection. */
export async function answerBytes(reply: FastifyReply, { status, headers, bytes }: AnsweredBytes): Promise<void> {
  await reply.status(status).headers(headers).send(bytes);
}
