import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
} from '@opentelemetry/api';
import { headers as natsHeaders, type MsgHdrs } from '@nats-io/nats-core';

const tracer = trace.getTracer('@pst/messaging');

const setter = {
  set: (carrier: MsgHdrs, key: string, value: string) => carrier.set(key, value),
};
const getter = {
  keys: (carrier: MsgHdrs | undefined) => carrier?.keys() ?? [],
  get: (carrier: MsgHdrs | undefined, key: string) => carrier?.get(key) || undefined,
};

/** New headers that carry the current trace. */
export function tracedHeaders(): MsgHdrs {
  const carrier = natsHeaders();
  propagation.inject(context.active(), carrier, setter);
  return carrier;
}

/** The trace a message came with. */
export function contextOf(carrier: MsgHdrs | undefined): Context {
  return propagation.extract(ROOT_CONTEXT, carrier, getter);
}

/** The trace kept in a stored row or event. */
export function contextOfStored(carrier: Record<string, string>): Context {
  return propagation.extract(ROOT_CONTEXT, carrier);
}

/** Runs `work` inside a span; a thrown error marks it, its text is not recorded. */
export async function inSpan<Result>(
  name: string,
  options: { kind: SpanKind; attributes?: Attributes; parent?: Context },
  work: () => Promise<Result>,
): Promise<Result> {
  const parent = options.parent ?? context.active();
  const span = tracer.startSpan(
    name,
    { kind: options.kind, ...(options.attributes && { attributes: options.attributes }) },
    parent,
  );
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
