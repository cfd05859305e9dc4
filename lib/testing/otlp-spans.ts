/**
 * Reads the spans of a request of OTLP, by the numbers of the fields in
 * opentelemetry/proto/trace/v1/trace.proto.
 */
type Fields = Map<number, (Buffer | bigint)[]>;

export type SentSpan = {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  kind: number;
  isError: boolean;
  attributes: Record<string, string | number>;
};

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5] as const;
const STATUS_ERROR = 2;

/** ExportTraceServiceRequest → ResourceSpans → ScopeSpans → Span. */
export function readSpans(request: Fields): SentSpan[] {
  return messages(request, 1)
    .flatMap((resource) => messages(resource, 2))
    .flatMap((scope) => messages(scope, 2))
    .map((span) => ({
      traceId: bytes(span, 1).toString("hex"),
      spanId: bytes(span, 2).toString("hex"),
      parentSpanId: bytes(span, 4).toString("hex"),
      name: bytes(span, 5).toString(),
      kind: Number(span.get(6)?.[0] ?? 0),
      isError: messages(span, 15).some((status) => Number(status.get(3)?.[0]) === STATUS_ERROR),
      attributes: Object.fromEntries(messages(span, 9).map(readAttribute)),
    }));
}

function readAttribute(attribute: Fields): [string, string | number] {
  const [value] = messages(attribute, 2);
  const whole = value?.get(3)?.[0];
  const text = value === undefined ? "" : bytes(value, 1).toString();
  return [bytes(attribute, 1).toString(), typeof whole === "bigint" ? Number(whole) : text];
}

export function readFields(buffer: Buffer): Fields {
  const fields: Fields = new Map();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => buffer.subarray(at, (at += length));
  while (at < buffer.length) {
    const tag = Number(varint());
    const type = tag & 7;
    const values = fields.get(tag >> 3) ?? [];
    fields.set(tag >> 3, values);
    if (type === VARINT) values.push(varint());
    else if (type === BYTES) values.push(take(Number(varint())));
    else if (type === FIXED64) values.push(take(8));
    else if (type === FIXED32) values.push(take(4));
    else throw new Error(`A field has the unknown wire type ${type}.`);
  }
  return fields;
}

function messages(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).flatMap((value) =>
    typeof value === "bigint" ? [] : [readFields(value)],
  );
}

function bytes(fields: Fields, number: number): Buffer {
  const [value] = fields.get(number) ?? [];
  return value === undefined || typeof value === "bigint" ? Buffer.alloc(0) : value;
}
