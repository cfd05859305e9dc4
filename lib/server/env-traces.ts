import "server-only";

/** Reads the standard variables of OpenTelemetry that say where traces are sent. */
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

export type TracesEnv = {
  url: string;
  headers: Record<string, string>;
  serviceName: string;
  /** The share of traces that begin here which are recorded. */
  ratio: number;
};

export const TRACES_VARIABLES = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "OTEL_SERVICE_NAME",
  "OTEL_TRACES_SAMPLER_ARG",
] as const;

/** Null: nothing is traced. */
export function readTracesEnv(read: Reader): TracesEnv | null {
  const endpoint = read.url("OTEL_EXPORTER_OTLP_ENDPOINT", /^https?:$/);
  const headers = readHeaders(read);
  const ratio = Number(read.text("OTEL_TRACES_SAMPLER_ARG") ?? "1");
  if (!(ratio >= 0 && ratio <= 1)) {
    read.wrong("OTEL_TRACES_SAMPLER_ARG is a number from 0 to 1");
  }
  if (endpoint === null || !URL.canParse(endpoint)) return null;
  const { protocol, hostname, username } = new URL(endpoint);
  if (username !== "") {
    read.wrong("OTEL_EXPORTER_OTLP_ENDPOINT must not contain a user name or password");
  }
  const isPlain = protocol === "http:" && !isLoopback(hostname);
  if (isPlain && Object.keys(headers).length > 0) {
    read.wrong("OTEL_EXPORTER_OTLP_ENDPOINT must begin with https:// to send headers elsewhere");
  }
  return {
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers,
    serviceName: read.text("OTEL_SERVICE_NAME") ?? "counterfoil",
    ratio,
  };
}

/** "name=value,name=value", with values encoded as in a URL. */
function readHeaders(read: Reader): Record<string, string> {
  const listed = (read.text("OTEL_EXPORTER_OTLP_HEADERS") ?? "").split(",").filter(Boolean);
  try {
    const headers = listed.map((entry): [string, string] => {
      const [name = "", ...value] = entry.split("=");
      return [name.trim(), decodeURIComponent(value.join("=").trim())];
    });
    return Object.fromEntries(new Headers(headers));
  } catch {
    read.wrong("OTEL_EXPORTER_OTLP_HEADERS must look like name=value,name=value");
    return {};
  }
}
