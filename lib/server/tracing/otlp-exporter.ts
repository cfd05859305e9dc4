import "server-only";

/**
 * Sends spans by OTLP over HTTP, encoded as protobuf. It is a request of the product to another
 * server, and so takes the only way out.
 */
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TracesEnv } from "../env-traces";
import { outboundFetch } from "../http/outbound-fetch";
import { log } from "../log";

const SEND_MS_MAX = 10_000;
/** A receiver that is away is logged this often. */
const LOG_EVERY_MS = 60_000;

/** The operator has named the receiver, which is usually in their own network. */
const POLICY = { allowsPrivate: true, isConfigured: true, keepsConnections: true };
const [SUCCESS, FAILED] = [0, 1] as const;

export function createOtlpExporter({ url, headers }: TracesEnv): SpanExporter {
  let loggedAt = -Infinity;
  const fail = (reason: string) => {
    if (performance.now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = performance.now();
    log().warn({ part: "tracing", reason }, "traces were not sent, and are dropped");
  };
  const send = async (body: Uint8Array): Promise<boolean> => {
    try {
      const request = new Request(url, {
        method: "POST",
        headers: { ...headers, "content-type": "application/x-protobuf" },
        body: Buffer.from(body),
        signal: AbortSignal.timeout(SEND_MS_MAX),
      });
      const response = await outboundFetch(request, POLICY);
      await response.arrayBuffer();
      if (!response.ok) fail(String(response.status));
      return response.ok;
    } catch {
      fail("unreachable");
      return false;
    }
  };
  return {
    export(spans, done) {
      const body = ProtobufTraceSerializer.serializeRequest(spans);
      void send(body ?? new Uint8Array()).then((isSent) => {
        done({ code: isSent ? SUCCESS : FAILED });
      });
    },
    shutdown: () => Promise.resolve(),
  };
}
