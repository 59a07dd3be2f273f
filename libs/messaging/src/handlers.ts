import type { EventContract, RequestContract } from '@pst/contracts';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** Which strategy serves a handler: requests over core NATS, facts over JetStream. */
export const REQUESTS = Symbol('requests');
export const EVENTS = Symbol('events');

/** The pattern under which the handler of send-message commands is registered. */
export const MESSAGE_PATTERN = 'messages';

/** Binds the two arguments as well, so that a handler reads as a plain method. */
function handles(pattern: string, transport: symbol, contract?: object): MethodDecorator {
  return (target, method, descriptor) => {
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    MessagePattern(pattern, transport, { contract })(target, method, descriptor);
  };
}

/** The method answers this request: `handle(request, caller: Caller): Promise<Reply>`. */
export function Answers(contract: RequestContract): MethodDecorator {
  return handles(contract.pattern, REQUESTS, contract);
}

/** The method reacts to this fact, once per event: `handle(event, tx: Tx): Promise<void>`. */
export function OnEvent(contract: EventContract): MethodDecorator {
  return handles(contract.type, EVENTS, contract);
}

/** The method takes send-message commands: `handle(message: SendMessage, tx: Tx)`. Notifications only. */
export function OnMessage(): MethodDecorator {
  return handles(MESSAGE_PATTERN, EVENTS);
}
