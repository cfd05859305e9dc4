import "server-only";

/** `fetch` for requests to other servers, by the only way out. */
import type { IncomingMessage } from "node:http";
import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { type OutboundPolicy, requestOutside } from "./outbound";

const EMPTY_STATUSES = [204, 205, 304];

/** Redirects are responses like any other, and responses in an unknown encoding are errors. */
export async function outboundFetch(request: Request, policy: OutboundPolicy): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const { method, signal } = request;
  const headers: Record<string, string> = {
    "user-agent": "Counterfoil",
    "accept-encoding": "gzip, br",
    ...Object.fromEntries(request.headers),
    ...(body.length === 0 ? {} : { "content-length": String(body.length) }),
  };
  const message = await requestOutside(
    new URL(request.url),
    { method, headers, body, signal },
    policy,
  );
  const status = message.statusCode ?? 0;
  const isEmpty = EMPTY_STATUSES.includes(status);
  if (isEmpty) message.resume();
  return new Response(isEmpty ? null : webStream(decoded(message)), {
    status,
    headers: headersOf(message),
  });
}

function decoded(message: IncomingMessage): Readable {
  const encoding = (message.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return message;
  const decoder = decoderOf(encoding);
  if (decoder === null) {
    message.destroy();
    throw new Error(`A response has the encoding ${encoding}, which was not asked for.`);
  }
  // The reader of the decoder gets the error.
  return pipeline(message, decoder, () => undefined);
}

function decoderOf(encoding: string) {
  if (encoding === "gzip" || encoding === "x-gzip") return createGunzip();
  return encoding === "br" ? createBrotliDecompress() : null;
}

function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

function headersOf({ headers }: IncomingMessage): Headers {
  const copied = new Headers();
  for (const name of ["content-type", "retry-after", "date", "location", "cache-control", "etag"]) {
    // oxlint-disable-next-line security/detect-object-injection -- a name of the list
    const value = headers[name];
    if (typeof value === "string") copied.set(name, value);
  }
  return copied;
}
