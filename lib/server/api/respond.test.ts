/**
 * A JSON response contains only what the contract names, and is not sent where it does not match.
 */
import { Writable } from "node:stream";
import pino from "pino";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Problem, problemSchema } from "@/lib/contracts/problem";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { hashToken } from "../auth/actor";
import { sql } from "../db/sql";
import { log, logOptions } from "../log";
import { publicRoute } from "./public-route";
import { route } from "./route";

const TOKEN = "cf_of-a-counter";
const SECRET = "of-an-invitation";
const contract = z.object({
  lines: z.array(z.object({ tillId: z.string(), countedMinor: z.int().nullable() })),
  stored: z.boolean(),
});
type Body = z.input<typeof contract>;

beforeAll(async () => {
  await testDatabase();
  const { id: centreId } = await makeCentre();
  const { id } = await makeUser({ roles: [{ centreId, role: "counter" }] });
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, $3::text[], now() + interval '1 day')`,
    [id, hashToken(TOKEN), ["centre:view"]],
  );
});

function request(path: string, method = "GET"): Request {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return new Request(`http://localhost:3000/api/${path}`, { method, headers });
}

/**
 * The value of a handler need not match its type: it may have a further column, or a driver's text.
 * A path without parameters has undefined ones in the built application.
 */
function ask(given: unknown, method = "GET", key?: string): Promise<Response> {
  const respond = route({
    summary: "A test.",
    permission: "centre:view",
    input: z.object({}),
    output: contract,
    status: 201,
    otherStatuses: { 200: ({ stored }) => !stored },
    handle: () => Promise.resolve(given as Body),
  });
  const asked = request("x", method);
  if (key !== undefined) asked.headers.set("idempotency-key", key);
  return respond(asked, { params: Promise.resolve(undefined) });
}

function askOpenly(given: unknown): Promise<Response> {
  const respond = publicRoute({
    summary: "A test.",
    input: z.object({}),
    output: contract,
    handle: () => Promise.resolve(given as Body),
  });
  const params = Promise.resolve({ token: SECRET });
  return respond(request(`invitations/${SECRET}`), { params });
}

/** Returns the lines that are logged meanwhile. */
async function logged(act: () => Promise<Response>): Promise<{ text: string; written: string }> {
  const lines: string[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    lines.push(chunk.toString());
    done();
  };
  const sink = pino(logOptions(), new Writable({ write }));
  const spy = vi.spyOn(log(), "error").mockImplementation(sink.error.bind(sink));
  const response = await act();
  spy.mockRestore();
  expect(response.status).toBe(500);
  return { text: await response.text(), written: lines.join("") };
}

const line = { tillId: "T1", countedMinor: 100 };

describe("a response", () => {
  const wide = { lines: [{ ...line, expectedMinor: 4711 }], stored: false, expectedMinor: 4711 };

  test("leaves out what its contract does not name", async () => {
    const response = await ask(wide);
    expect(await response.json()).toEqual({ lines: [line], stored: false });
    expect(await (await askOpenly(wide)).json()).toEqual({ lines: [line], stored: false });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("is stored under its key as it was sent", async () => {
    const sent = await (await ask(wide, "POST", "a-key")).text();
    const again = await ask(wide, "POST", "a-key");
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(sent);
    expect(sent).not.toContain("4711");
  });

  test("tells its status", async () => {
    expect((await ask({ lines: [], stored: true })).status).toBe(201);
    expect((await ask({ lines: [], stored: false })).status).toBe(200);
  });

  test("passes as it is when it is a response, as files are", async () => {
    const response = await ask(new Response("a;b", { headers: { "content-type": "text/csv" } }));
    expect(await response.text()).toBe("a;b");
  });
});

describe("a response that does not fit its contract", () => {
  const wrong = {
    lines: [line, { tillId: 99_123, countedMinor: "88123" }, { tillId: 99_124 }],
    stored: "77123",
  };
  const POSITIONS = "lines.[].tillId, lines.[].countedMinor, stored";

  test("is a failure of ours, of which the reader gets the number", async () => {
    const { text, written } = await logged(() => ask(wrong));
    const problem: Problem = problemSchema.parse(JSON.parse(text));
    expect(problem).toMatchObject({ code: "UNEXPECTED", status: 500 });
    expect(written).toContain(problem.requestId);
    expect(written).toContain(`GET /api/x does not fit its contract at ${POSITIONS}"`);
    expect(text + written).not.toMatch(/99_?12|88123|77123/);
  });

  test("is logged without what stood in its path", async () => {
    const { written } = await logged(() => askOpenly(wrong));
    expect(written).toContain("GET /api/invitations/[token] does not fit its contract");
    expect(written).not.toContain(SECRET);
  });

  test("is not stored under its key: the same request is tried again", async () => {
    await logged(() => ask(wrong, "POST", "another-key"));
    expect((await ask({ lines: [], stored: true }, "POST", "another-key")).status).toBe(201);
  });
});
