import { spawnSync } from "node:child_process";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readFields, type SentSpan, readSpans } from "@/lib/testing/otlp-spans";
import { testDatabase } from "@/lib/testing/database";
import { exchange } from "../cashrec/transport";
import { LIMITS, RUNTIME } from "../cashrec/limits";
import { inTransaction, sql } from "../db/sql";
import { env } from "../env";
import { observeRequests } from "../http/observe-requests";
import { createRouteTemplates } from "../http/route-template";
import { measured } from "../telemetry";
import { runWork } from "../work-context";
import { sendTraces } from "./send-traces";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const FIND = "SELECT id FROM centre WHERE id = $1";

const received: { headers: IncomingMessage["headers"]; body: Buffer }[] = [];
const asked: IncomingMessage["headers"][] = [];
const servers: Server[] = [];
let traces: ReturnType<typeof sendTraces>;
let stopRequests = () => {};
let app = "";

beforeAll(async () => {
  await testDatabase();
  // A connection sets its own limits when it is opened, which belongs to no request.
  await sql(FIND, ["none"]);
  const receiver = await listen(async (request) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
  });
  const upstream = await listen((request) => void asked.push(request.headers));
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20key");
  const { traces: wanted } = env().observing;
  if (wanted === null) throw new Error("no receiver is named");
  traces = sendTraces(wanted);
  const templateOf = createRouteTemplates(["/", "/api/links/[token]"]);
  stopRequests = observeRequests({ logAccess: null, templateOf });
  app = await listen(async () => {
    await sql(FIND, ["secret value"]);
    await inTransaction(({ sql: run }) => run("SELECT 1 / 0")).catch(() => undefined);
    const target = { url: `${upstream}/secret?q=secret`, init: {}, whom: "Cashrec" };
    await exchange(target, RUNTIME, LIMITS);
  });
});

afterAll(() => {
  stopRequests();
  traces.stop();
  vi.unstubAllEnvs();
  for (const server of servers) server.close();
});

test("a request, its statements and its requests to others are one trace, without values", async () => {
  await fetch(`${app}/api/links/secret-token?q=secret`, {
    headers: { traceparent: `00-${TRACE}-${PARENT}-01`, "x-request-id": "traced-1" },
  });
  const spans = await sentSpans();
  const request = spans.find(({ kind }) => kind === 2);
  expect(request).toMatchObject({
    traceId: TRACE,
    parentSpanId: PARENT,
    name: "GET /api/links/{token}",
    isError: false,
  });
  expect(request?.attributes).toMatchObject({
    "http.route": "/api/links/{token}",
    "http.response.status_code": 200,
    "counterfoil.request_id": "traced-1",
  });
  const inner = spans.filter((span) => span !== request);
  for (const span of inner) {
    expect(span).toMatchObject({ traceId: TRACE, parentSpanId: request?.spanId });
  }
  expect(inner.map(({ name, isError }) => [name, isError])).toEqual([
    ["SELECT centre", false],
    ["BEGIN", false],
    ["SELECT", true],
    ["ROLLBACK", false],
    ["Cashrec", false],
  ]);
  expect(inner[2]?.attributes).toMatchObject({ "db.response.status_code": "22012" });
  expect(asked).toMatchObject([{ traceparent: `00-${TRACE}-${inner.at(-1)?.spanId}-01` }]);
  expect(Buffer.concat(received.map(({ body }) => body)).toString("latin1")).not.toMatch(/secret/);
  expect(received[0]?.headers).toMatchObject({ "x-key": "a key" });
});

test("a client that wants no trace gets none, and a wrong name begins a new one", async () => {
  await fetch(app, { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
  for (const wrong of [`00-${"0".repeat(32)}-${PARENT}-01`, "ff-a-b-01", "secret"]) {
    await fetch(app, { headers: { traceparent: wrong } });
  }
  const requests = (await sentSpans()).filter(({ kind }) => kind === 2);
  expect(requests).toHaveLength(3);
  expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(3);
  for (const { traceId, parentSpanId } of requests) {
    expect([traceId === TRACE, parentSpanId]).toEqual([false, ""]);
  }
});

test("a job is a trace of its own, and says that it failed", async () => {
  const work = { id: "sync-7", kind: "job", accountId: null } as const;
  const fail = async () => {
    await sql(FIND, ["secret value"]);
    throw new TypeError("no");
  };
  await runWork(work, () => measured("job", "sync", fail)).catch(() => undefined);
  const spans = await sentSpans();
  expect(spans.map(({ name, isError }) => [name, isError])).toEqual([
    ["SELECT centre", false],
    ["job sync", true],
  ]);
  expect(spans[0]?.parentSpanId).toBe(spans[1]?.spanId);
});

test("without the variable, no package of OpenTelemetry is loaded", () => {
  const program = `
    import { createRequire } from "node:module";
    const { startTracing } = await import("./lib/server/tracing/start.ts");
    await startTracing();
    const { _cache } = createRequire(import.meta.url)("node:module");
    console.log(Object.keys(_cache).filter((file) => file.includes("opentelemetry")).length);`;
  const { stdout } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", program],
    { encoding: "utf8", env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: "" } },
  );
  expect(stdout.trim()).toBe("0");
});

test("wrong variables are named, and a key crosses no network readable", async () => {
  const { readEnv } = await import("../env");
  const read = (variables: Record<string, string>) =>
    readEnv({ NEXTAUTH_SECRET: "x".repeat(40), ...variables }).observing.traces;
  expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" })).toEqual({
    url: "http://collector:4318/v1/traces",
    headers: {},
    serviceName: "counterfoil",
    ratio: 1,
  });
  const wrong = [
    { OTEL_EXPORTER_OTLP_ENDPOINT: "http://x.test", OTEL_EXPORTER_OTLP_HEADERS: "key=1" },
    { OTEL_EXPORTER_OTLP_ENDPOINT: "grpc://x.test" },
    { OTEL_EXPORTER_OTLP_HEADERS: "key=%" },
    { OTEL_TRACES_SAMPLER_ARG: "2" },
  ];
  for (const variables of wrong) expect(() => read(variables)).toThrow("OTEL_");
});

/** In the order in which they ended. The servers of this test are in the same process. */
async function sentSpans(): Promise<SentSpan[]> {
  received.length = 0;
  await vi.waitFor(async () => {
    await traces.flush();
    expect(received.length).toBeGreaterThan(0);
  });
  const spans = received.flatMap(({ body }) => readSpans(readFields(body)));
  return spans.filter(({ name }) => !name.endsWith(" other"));
}

async function listen(handle: (request: IncomingMessage) => Promise<void> | void): Promise<string> {
  const server = createServer((request, response) => {
    void Promise.resolve(handle(request)).then(() => response.end("{}"));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
