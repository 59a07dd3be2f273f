import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Passed } from './services.ts';

/** Hands a service's bytes to the client; an answer without content becomes 204. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (!(answer instanceof Passed)) {
          return answer;
        }
        const { bytes, replayed } = answer.reply;
        if (replayed) {
          void reply.header('Idempotent-Replayed', 'true');
        }
        if (reply.statusCode === 204) {
          return undefined;
        }
        void reply.header('content-type', 'application/json; charset=utf-8');
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }),
    );
  }
}
