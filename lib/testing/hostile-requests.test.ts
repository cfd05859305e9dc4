/**
 * Strangers attack the built application over real sockets: bodies that nobody asked for, and
 * addresses and devices that are not theirs.
 */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/scripts/process/processes";
import { exchange } from "./raw-exchange";
import { ADMIN, type App, START_MS_MAX, signIn, startApp } from "./acceptance-app";
import { testDatabase } from "./database";
import { abandonFiles, askWhileLocked, signInSomebodyElse } from "./many-requests";
import { approveOwnReview } from "./one-administrator";

const CONNECTIONS = 40;
const MEGABYTE = 1024 * 1024;
const SENT_PER_CONNECTION = 16 * MEGABYTE;
const CHUNK = Buffer.alloc(64 * 1024, "a");
const MS_MAX = 120_000;
const METHOD_NOT_ALLOWED = /^HTTP\/1\.1 405 [^]*\r\nallow: GET, HEAD, POST,[^]*METHOD_NOT_ALLOWED/i;
/** Node responds to what it can't parse by itself, and closes the connection of a CONNECT. */
const EXPECTED: Record<string, RegExp> = {
  TRACK: /^HTTP\/1\.1 400 /,
  BREW: /^HTTP\/1\.1 400 /,
  CONNECT: /^$/,
};

let app: App;

beforeAll(async () => {
  const { url } = await testDatabase();
  app = await startApp(await freePort(), { DATABASE_URL: url, REQUEST_LIMITS_FACTOR: "1" });
}, START_MS_MAX);

afterAll(async () => {
  await app.stop();
});

test.each(["/sign-in", "/api/till-counts/imports"])(
  "a flood of bodies to %s does not fill the memory",
  async (path) => {
    const before = serverMegabytes();
    let peak = before;
    const sockets = Array.from({ length: CONNECTIONS }, () => flood(path));
    for (let waited = 0; waited < 40 && sockets.some(({ done }) => !done()); waited += 1) {
      await sleep(50);
      peak = Math.max(peak, serverMegabytes());
    }
    const sent = sockets.reduce((sum, { sent: of }) => sum + of(), 0) / MEGABYTE;
    for (const { socket } of sockets) socket.destroy();
    expect(sent, "megabytes the server took in").toBeGreaterThan(CONNECTIONS / 8);
    expect(peak - before, "megabytes the server grew by").toBeLessThan(200);
    expect((await fetch(`${app.base}/api/health`)).status).toBe(200);
  },
  MS_MAX,
);

test("a request with a body gets the headers of every response, and is refused unread", async () => {
  const response = await fetch(`${app.base}/api/till-counts/imports`, {
    method: "POST",
    headers: { origin: app.base, "content-type": "text/csv" },
    body: "centre_id",
  });
  expect(response.status).toBe(401);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(response.headers.get("x-frame-options")).toBe("DENY");
});

test.each([
  ["PATCH /api/users/%ff", 400],
  ["POST /api/auth/callback/%ff", 400],
  ["POST /api/%ff", 400],
  ["GET /api/%ff", 400],
  ["GET /api/nowhere", 404],
  ["GET /api/me/nowhere?a=%ff", 404],
  ["DELETE /api/reconciliations/x/y/z", 404],
  ["OPTIONS /api/nowhere", 404],
])("%s is refused with a problem and the headers of every response", async (line, status) => {
  const [method = "", path = ""] = line.split(" ");
  const headers = { origin: app.base, "content-type": "application/json" };
  const body = method === "GET" ? null : "{}";
  const response = await fetch(app.base + path, { method, headers, body });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(response.headers.get("x-frame-options")).toBe("DENY");
  expect(await response.json()).toMatchObject({ status, requestId: expect.any(String) as string });
});

test("an attached file is sealed off, also where it can't be read", async () => {
  const path = "/api/reconciliations/101/2026-03-01/attachments/0b5c";
  const response = await fetch(app.base + path);
  expect(response.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
});

test(
  "no forged address gives more guesses, and the owner gets in 15 of 15 times meanwhile",
  async () => {
    const known = await knownCookie();
    const outcomes: number[] = [];
    for (let at = 0; at < 15; at += 1) {
      outcomes.push(await guess({ "x-forwarded-for": `198.51.100.${at}` }));
      const response = await credentials(ADMIN.password, { cookie: known });
      expect(response.headers.getSetCookie().join()).toContain("session-token");
    }
    expect(outcomes.filter((status) => status !== 429).length).toBeLessThanOrEqual(5);
  },
  MS_MAX,
);

test(
  "one person with many readings of a past moment keeps nobody else waiting",
  async () => {
    const other = await signInSomebodyElse(app);
    const { statuses, meanwhile } = await askWhileLocked(app, other);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(meanwhile).toEqual([200, 200, 200]);
  },
  MS_MAX,
);

test(
  "files that nobody reads hold no connection to the database",
  async () => {
    expect(await abandonFiles(app, 30)).toEqual({ openTransactions: 0, status: 200 });
  },
  MS_MAX,
);

test.each([
  "TRACE /",
  "TRACE /api/me",
  "TRACK /x.txt",
  "PROPFIND /sign-in",
  "BREW /",
  "CONNECT x:1",
])("%s is refused, and nothing of it is repeated", async (line) => {
  const head = `${line} HTTP/1.1\r\nHost: ${new URL(app.base).host}\r\nX-Canary: 7d1c\r\n`;
  const response = await exchange(app.base, `${head}Connection: close\r\n\r\n`);
  expect(response).not.toContain("7d1c");
  expect(response).toMatch(EXPECTED[line.split(" ")[0] ?? ""] ?? METHOD_NOT_ALLOWED);
});

test("a connection goes on after a request for another host was refused", async () => {
  const host = new URL(app.base).host;
  const body = '{"a":1}';
  const wrong = `POST /api/me/password HTTP/1.1\r\nHost: evil.example\r\nContent-Length: ${body.length}\r\n\r\n`;
  const right = `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const statuses = (await exchange(app.base, wrong + body + right)).match(/HTTP\/1\.1 \d+/g);
  expect(statuses).toEqual(["HTTP/1.1 421", "HTTP/1.1 200"]);
});

test("one administrator alone does not approve what they reviewed", async () => {
  expect(await approveOwnReview(app)).toEqual({ review: 200, approval: 404 });
});

async function guess(headers: Record<string, string>): Promise<number> {
  return (await credentials("not the password at all", headers)).status;
}

async function credentials(password: string, headers: Record<string, string>): Promise<Response> {
  const csrf = await fetch(`${app.base}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const ofCsrf = csrf.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  const cookie = [headers.cookie, ...ofCsrf].filter(Boolean).join("; ");
  return fetch(`${app.base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: app.base, ...headers, cookie },
    body: new URLSearchParams({ csrfToken, email: ADMIN.email, password, json: "true" }),
  });
}

/** The cookie by which the account knows this browser, and no session. */
async function knownCookie(): Promise<string> {
  const cookies = (await signIn(app.base)).split("; ");
  return cookies.find((cookie) => cookie.startsWith("counterfoil.known=")) ?? "none";
}

/** Sends a long body as fast as the server takes it in. */
function flood(path: string): { socket: Socket; sent: () => number; done: () => boolean } {
  const { hostname, port, host } = new URL(app.base);
  const socket = connect(Number(port), hostname);
  const head = [`POST ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${app.base}`];
  socket.write(`${[...head, `Content-Length: ${SENT_PER_CONNECTION}`].join("\r\n")}\r\n\r\n`);
  let left = SENT_PER_CONNECTION;
  let isOver = false;
  const write = () => {
    while (left > 0 && !isOver) {
      left -= CHUNK.length;
      if (!socket.write(CHUNK)) return;
    }
    isOver = true;
  };
  const end = () => {
    isOver = true;
  };
  socket.on("drain", write).on("error", end).on("close", end).resume();
  write();
  return { socket, sent: () => socket.bytesWritten, done: () => isOver };
}

/** The resident memory of the processes that `npm start` has started. */
function serverMegabytes(): number {
  return childrenOf(app.pid).reduce((sum, pid) => sum + residentMegabytes(pid), 0);
}

function childrenOf(pid: number): number[] {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  const children = listed.split(" ").filter(Boolean).map(Number);
  return [...children, ...children.flatMap(childrenOf)];
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
