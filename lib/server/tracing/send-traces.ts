import "server-only";

/** Collects spans and sends them to the receiver in batches; what it does not take is dropped. */
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { BUILT } from "../env";
import type { TracesEnv } from "../env-traces";
import { observe } from "../telemetry";
import { createOtlpExporter } from "./otlp-exporter";
import { createTraceObserver } from "./trace-observer";

export function sendTraces(traces: TracesEnv): { flush: () => Promise<void>; stop: () => void } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": traces.serviceName,
      "service.version": BUILT.version,
      "process.pid": process.pid,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traces.ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: createOtlpExporter(traces) })],
  });
  const stop = observe(createTraceObserver(provider.getTracer("counterfoil", BUILT.version)));
  const flush = () => provider.forceFlush().catch(() => undefined); // The exporter has logged it.
  return { flush, stop };
}
