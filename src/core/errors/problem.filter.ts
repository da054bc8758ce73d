import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loggablePath } from '../http/loggable-path.js';
import { asDomainError, problemOf, unknownProblem } from './problem.js';

/** Answers every error as problem+json. Only unknown failures are logged, once, with their request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = asDomainError(error);
    if (!known) this.logger.error({ err: error, requestId: request.id, path: loggablePath(request) });
    const problem = known ? problemOf(known, request.id) : unknownProblem(request.id);
    if (reply.sent) return;
    void reply
      .status(problem.status)
      .headers(known?.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}
