import "server-only";

/**
 * Makes spans of operations: those of a request or job are below its own span. Names and codes are
 * of the program; values of statements, addresses and people are in no span.
 */
import {
  type Attributes,
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import type { Observer, Operation, OperationKind } from "../telemetry";
import type { WorkContext } from "../work-context";
import { summarise } from "./summarise";

const KINDS: Record<OperationKind, SpanKind> = {
  request: SpanKind.SERVER,
  statement: SpanKind.CLIENT,
  upstream: SpanKind.CLIENT,
  job: SpanKind.CONSUMER,
  append: SpanKind.INTERNAL,
};

export function createTraceObserver(tracer: Tracer): Observer {
  const spans = new WeakMap<Operation, Span>();
  const works = new WeakMap<WorkContext, Context>();
  return {
    begin(operation, parent) {
      const { kind, work, startedAt } = operation;
      // What belongs to no request and no job is the application's own housekeeping.
      if (work === undefined) return;
      const around = works.get(work) ?? readTraceparent(parent);
      const options = { kind: KINDS[kind], startTime: timeOf(startedAt) };
      const span = tracer.startSpan(nameOf(operation), options, around);
      spans.set(operation, span);
      if (kind === "request" || kind === "job") works.set(work, trace.setSpan(around, span));
      if (kind === "upstream") operation.traceparent = writeTraceparent(span);
    },
    end(operation, outcome, ms) {
      const span = spans.get(operation);
      if (span === undefined) return;
      span.updateName(nameOf(operation));
      span.setAttributes(describe(operation, outcome));
      if (isFailure(operation, outcome)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(timeOf(operation.startedAt + ms));
    },
  };
}

function timeOf(onPerformance: number): number {
  return performance.timeOrigin + onPerformance;
}

function nameOf({ kind, name }: Operation): string {
  if (kind === "statement") return summarise(name);
  return kind === "job" || kind === "append" ? `${kind} ${name}` : name;
}

function describe({ kind, name, work }: Operation, outcome: string): Attributes {
  switch (kind) {
    case "request": {
      const [method = "", route = ""] = name.split(" ");
      return {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": Number(outcome),
        "counterfoil.request_id": work?.id ?? "",
      };
    }
    case "statement":
      return {
        "db.system.name": "postgresql",
        "db.query.summary": summarise(name),
        ...(outcome === "ok" ? {} : { "db.response.status_code": outcome, "error.type": outcome }),
      };
    case "upstream":
      return /^\d+$/.test(outcome)
        ? { "peer.service": name, "http.response.status_code": Number(outcome) }
        : { "peer.service": name, "error.type": outcome };
    case "job":
      return { "counterfoil.task": name, "counterfoil.job_id": work?.id ?? "" };
    case "append":
      return {};
  }
}

/** A server has not failed where the request was wrong. */
function isFailure({ kind }: Operation, outcome: string): boolean {
  if (kind === "request") return outcome >= "500";
  return kind === "upstream" ? !/^[123]\d\d$/.test(outcome) : outcome !== "ok";
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** What is no valid name of a span begins a new trace. */
function readTraceparent(header: string | null): Context {
  const [, traceId = "", spanId = "", flags = ""] = TRACEPARENT.exec(header ?? "") ?? [];
  const traceFlags = Number.parseInt(flags, 16) & 1;
  const parent = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function writeTraceparent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}
