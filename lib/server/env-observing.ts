import "server-only";

/** Reads what the application reports of itself, and to whom. */
import { NODE_KINDS, type NodeKind } from "@/lib/domain/organisation/organisation";
import type { Reader } from "./env-reader";
import { readTracesEnv, TRACES_VARIABLES, type TracesEnv } from "./env-traces";

export type ObservingEnv = {
  /** Null: it depends on who reads the output. */
  accessLog: boolean | null;
  /** What Prometheus shows at `/metrics`; null: there are no metrics. */
  metricsToken: string | null;
  /** Metrics name nodes of the organisation of these kinds, by their codes. */
  metricsNodeKinds: readonly NodeKind[];
  /** Where traces are sent; null: nothing is traced. */
  traces: TracesEnv | null;
};

export const OBSERVING_VARIABLES = [
  "ACCESS_LOG",
  "METRICS_TOKEN",
  "METRICS_NODES",
  ...TRACES_VARIABLES,
] as const;

const TOKEN_CHARS_MIN = 32;
const TOKEN_CHARS_MAX = 200;

export function readObservingEnv(read: Reader): ObservingEnv {
  const accessLog = read.text("ACCESS_LOG");
  if (!["on", "off", null].includes(accessLog)) read.wrong("ACCESS_LOG is on or off");
  return {
    accessLog: accessLog === null ? null : accessLog === "on",
    metricsToken: readToken(read),
    metricsNodeKinds: readNodeKinds(read),
    traces: readTracesEnv(read),
  };
}

function readToken(read: Reader): string | null {
  const token = read.text("METRICS_TOKEN");
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
  if (token === null) return null;
  if (token.length < TOKEN_CHARS_MIN || token.length > TOKEN_CHARS_MAX || /\s/.test(token)) {
    read.wrong(
      `METRICS_TOKEN needs ${TOKEN_CHARS_MIN} to ${TOKEN_CHARS_MAX} characters, no spaces`,
    );
  }
  return token;
}

function readNodeKinds(read: Reader): NodeKind[] {
  const listed = (read.text("METRICS_NODES") ?? "").split(/[\s,]+/).filter(Boolean);
  const kinds = NODE_KINDS.filter((kind) => listed.includes(kind));
  if (kinds.length < new Set(listed).size) {
    read.wrong(`METRICS_NODES lists kinds of nodes: ${NODE_KINDS.join(", ")}`);
  }
  return kinds;
}
