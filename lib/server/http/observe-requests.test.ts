import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { problemSchema } from "@/lib/contracts/problem";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { inTransaction, prepared, sql } from "../db/sql";
import { logOptions } from "../log";
import { noteAccount } from "../work-context";
import { type Access, createAccessLog, writeAccess } from "./access-log";
import { observeRequests } from "./observe-requests";
import { problemResponse } from "./problem";
import { createRouteTemplates } from "./route-template";

const ACCOUNT = "7d444840-9dc0-11d1-b245-5ffdce74fad2";
const NAME = "SELECT current_setting('application_name') AS name";
const ACTIVITY = "SELECT query, application_name AS name FROM pg_stat_activity WHERE pid = $1";

const accesses: Access[] = [];
const templateOf = createRouteTemplates(["/api/links/[token]", "/api/files/[...path]", "/api/day"]);
let server: Server;
let base = "";
let stop = () => {};

/** By its path, what the server does while it handles a request. */
const WORK: Record<string, () => unknown> = {
  "/api/day": () => noteAccount(ACCOUNT),
  "/api/problem": () => problemResponse(new TypeError("x is not a function")).json(),
  "/api/log": () => logLine(),
  "/api/statement": async () => (await sql<Row>(`${SELF}`))[0],
  "/api/prisma": async () => prisma().$queryRawUnsafe(SELF),
  "/api/prepared": async () => [await prepared(SELF), await prepared(SELF)],
  "/api/transaction": () =>
    inTransaction(async (tx) => {
      const [own] = await tx.sql<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      return (await sql<Row>(ACTIVITY, [own?.pid]))[0];
    }),
  "/api/name": () => inTransaction(async (tx) => (await tx.sql<Row>(NAME))[0]),
  "/api/after": async () => (await sql(NAME))[0],
};
type Row = { query: string; name: string };
const SELF =
  "SELECT query, application_name AS name FROM pg_stat_activity WHERE pid = pg_backend_pid()";

beforeAll(async () => {
  await testDatabase();
  stop = observeRequests({ logAccess: (access) => accesses.push(access), templateOf });
  server = createServer((request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    void Promise.resolve(WORK[path]?.()).then((body) => response.end(JSON.stringify(body ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  stop();
  server.close();
  server.closeAllConnections();
});

async function ask(path: string, id?: string) {
  const headers: Record<string, string> = id === undefined ? {} : { "x-request-id": id };
  const response = await fetch(base + path, { headers });
  return { id: response.headers.get("x-request-id") ?? "", body: (await response.json()) as never };
}

test("a request has the name that a proxy gave it, unless that could be anything else", async () => {
  expect((await ask("/", "edge-7.0_A")).id).toBe("edge-7.0_A");
  for (const hostile of ["*/ DROP TABLE x; /*", "a'b", "x".repeat(65), ""]) {
    expect((await ask("/", hostile)).id).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect((await ask("/")).id).not.toBe((await ask("/")).id);
});

test("problems and lines of the log have the name of their request", async () => {
  const { id, body } = await ask("/api/problem", "asked-1");
  expect(problemSchema.parse(body).requestId).toBe(id);
  const { body: line } = await ask("/api/log", "asked-2");
  expect(line).toMatchObject({ requestId: "asked-2", msg: "something" });
});

test("PostgreSQL shows the request of a statement, and nothing after it", async () => {
  const { body: plain } = await ask("/api/statement", "asked-3");
  expect(plain).toEqual({ query: `/* asked-3 */ ${SELF}`, name: "counterfoil" });
  const { body: typed } = await ask("/api/prisma", "asked-4");
  expect(typed).toEqual([{ query: `/* asked-4 */ ${SELF}`, name: "counterfoil" }]);
  const { body: inside } = await ask("/api/transaction", "asked-5");
  expect(inside).toEqual({
    query: "/* asked-5 */ SELECT pg_backend_pid() AS pid",
    name: "counterfoil:asked-5",
  });
  // All connections of the pool were used by now, or will be: none has the name of a request left.
  expect((await ask("/api/after", "asked-6")).body).toEqual({ name: "counterfoil" });
  const { body: twice } = await ask("/api/prepared", "asked-7");
  expect(JSON.stringify(twice)).not.toContain("asked-7");
});

test("requests that overlap, also on one connection, have their own names and bytes", async () => {
  const ids = Array.from({ length: 30 }, (_, index) => `many-${index}`);
  const asked = await Promise.all(ids.map((id) => ask("/api/name", id)));
  expect(asked.map(({ body }: { body: Row }) => body.name)).toEqual(
    ids.map((id) => `counterfoil:${id}`),
  );
  const text = await pipelined(["pipe-1", "pipe-2"]);
  expect(text.match(/x-request-id: pipe-\d/g)).toEqual([
    "x-request-id: pipe-1",
    "x-request-id: pipe-2",
  ]);
  await expect.poll(() => bytesOf("pipe-")).toBe(Buffer.byteLength(text));
});

test("the access log has the route, the account and the result, and no value", async () => {
  await ask("/api/day?name=Nerea&q=secret-query", "access-1");
  await ask("/api/links/secret-token", "access-2");
  await ask("/api/files/a/secret-file", "access-3");
  await ask("/secret-path", "access-4");
  await expect.poll(() => accesses.at(-1)?.requestId).toBe("access-4");
  const lines = accesses.slice(-4).flatMap((access) => written(access));
  expect(lines).toMatchObject([
    { method: "GET", route: "/api/day", status: 200, account: ACCOUNT, requestId: "access-1" },
    { route: "/api/links/{token}", msg: "request" },
    { route: "/api/files/{...path}" },
    { route: "other" },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|Nerea|127\.0\.0\.1/);
  expect(lines[1]).not.toHaveProperty("account");
});

test("probes are logged when they fail, and a client that goes is", () => {
  const [access] = accesses;
  const probe = { ...(access as Access), route: "/api/health" };
  expect(written(probe)).toEqual([]);
  expect(written({ ...probe, status: 503, isAborted: true })).toMatchObject([{ aborted: true }]);
});

test("programs get an access log unless it is turned off, and people do if they want it", () => {
  vi.stubEnv("ACCESS_LOG", "on");
  expect(createAccessLog()).not.toBeNull();
  vi.stubEnv("ACCESS_LOG", "off");
  expect(createAccessLog()).toBeNull();
  vi.stubEnv("ACCESS_LOG", "yes");
  expect(() => createAccessLog()).toThrow("ACCESS_LOG");
  vi.unstubAllEnvs();
});

function logLine(): unknown {
  return linesOf((sink) => pino(logOptions(), sink).info("something"))[0];
}

function written(access: Access): unknown[] {
  return linesOf((sink) => writeAccess(pino(sink), access));
}

function linesOf(write: (sink: Writable) => void): unknown[] {
  const lines: unknown[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  write(sink);
  return lines;
}

function bytesOf(prefix: string): number {
  const some = accesses.filter(({ requestId }) => requestId.startsWith(prefix));
  return some.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Sends all requests at once, before any response. */
async function pipelined(ids: readonly string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const last = ids.length - 1;
  socket.write(
    ids
      .map((id, index) => {
        const end = index === last ? "Connection: close\r\n" : "";
        return `GET /api/transaction HTTP/1.1\r\nHost: x\r\n${end}X-Request-Id: ${id}\r\n\r\n`;
      })
      .join(""),
  );
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}
