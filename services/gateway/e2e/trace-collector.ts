import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A span as a test wants it. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
}

/** A collector for traces: takes OTLP over HTTP and keeps the spans in memory. */
export async function startTraceCollector() {
  const spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      spans.push(...spansIn(body));
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
}

type Message = Map<number, Buffer[]>;

/** The length-delimited fields of a protobuf message; the others are skipped. */
function read(bytes: Buffer): Message {
  const fields: Message = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const key = varint();
    switch (key & 7) {
      case 0:
        varint();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        const number = Math.floor(key / 8);
        fields.set(number, [...(fields.get(number) ?? []), bytes.subarray(at, at + length)]);
        at += length;
        break;
      }
      default:
        at += 4;
    }
  }
  return fields;
}

/** Numbers of fields as in opentelemetry/proto/trace/v1/trace.proto. */
function spansIn(body: Buffer): CollectedSpan[] {
  const all = (message: Message | undefined, field: number) => message?.get(field) ?? [];
  const one = (message: Message, field: number) => all(message, field)[0] ?? Buffer.alloc(0);
  return all(read(body), 1).flatMap((resourceSpans) => {
    const found = read(resourceSpans);
    const attributes = all(read(one(found, 1)), 1).map(read);
    const named = attributes.find((each) => one(each, 1).toString() === 'service.name');
    const service = named === undefined ? '' : one(read(one(named, 2)), 1).toString();
    return all(found, 2)
      .flatMap((scopeSpans) => all(read(scopeSpans), 2))
      .map((bytes) => {
        const span = read(bytes);
        return {
          traceId: one(span, 1).toString('hex'),
          spanId: one(span, 2).toString('hex'),
          parentId: one(span, 4).toString('hex'),
          name: one(span, 5).toString(),
          service,
        };
      });
  });
}
