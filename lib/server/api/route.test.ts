/**
 * A stranger requests other people's centres by every way in, and sends text that can't be stored.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { idSchema, many } from "@/lib/contracts/basics";
import { auditSearchSchema } from "@/lib/contracts/audit";
import { rawSheetSearchSchema } from "@/lib/contracts/search";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { hashToken } from "../auth/actor";
import { sql } from "../db/sql";
import type { RouteHandler } from "./contract";
import { route } from "./route";

const TOKEN = "cf_of-a-reviewer";
let mine = "";
let other = "";
let me = "";

beforeAll(async () => {
  await testDatabase();
  mine = (await makeCentre()).id;
  other = (await makeCentre()).id;
  me = (await makeUser({ roles: [{ centreId: mine, role: "reviewer" }] })).id;
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, $3::text[], now() + interval '1 day')`,
    [me, hashToken(TOKEN), ["centre:view", "reconciliation:view"]],
  );
});

const one: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input: z.object({ centreId: idSchema }),
  output: z.object({ centreId: z.string() }),
  handle: (_scope, { centreId }) => Promise.resolve({ centreId }),
});
const some: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input: z.object({ centreIds: many(idSchema, 10), centreId: many(idSchema, 10) }),
  output: z.object({ centreIds: z.array(z.string()).readonly().nullable() }),
  handle: (scope) => Promise.resolve({ centreIds: scope.centreIds }),
});
const keep: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input: z.object({ text: z.string() }),
  output: z.array(z.object({ text: z.string() })),
  handle: (_scope, { text }) => sql<{ text: string }>("SELECT $1::text AS text", [text]),
});

const whoami: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input: z.object({}),
  output: z.object({ userId: z.string(), actorId: z.string(), method: z.string() }),
  handle: ({ actorId }, _input, { request, actor }) =>
    Promise.resolve({ userId: actor.userId, actorId, method: request.method }),
});

type Sent = { query?: string; body?: unknown; path?: Record<string, string> };

function ask(to: RouteHandler, { query = "", body, path = {} }: Sent): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/x?${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return to(request, { params: Promise.resolve(path) });
}

describe("a centre of others is one that is not there", () => {
  test.each<[string, (id: string) => Sent, () => RouteHandler]>([
    ["in the query", (id) => ({ query: `centreId=${id}` }), () => one],
    [
      "in the path, with one's own in the query and body",
      (id) => ({
        path: { centreId: id },
        query: `centreId=${mine}`,
        body: { centreId: mine },
      }),
      () => one,
    ],
    ["beside one's own, in a list", (id) => ({ body: { centreIds: [mine, id] } }), () => some],
    ["named twice", (id) => ({ query: `centreId=${mine}&centreId=${id}` }), () => some],
    ["under the other name", (id) => ({ body: { centreIds: [mine], centreId: id } }), () => some],
  ])("%s", async (_, sent, to) => {
    const details = await Promise.all(
      [other, "nowhere"].map(async (id) => {
        const response = await ask(to(), sent(id));
        expect(response.status).toBe(404);
        return ((await response.json()) as { detail: string }).detail;
      }),
    );
    expect(details[0]).toBe(details[1]);
  });

  test("and keys of the prototype name none", async () => {
    const body = `{"__proto__":{"centreIds":["${other}"]},"constructor":1}`;
    const response = await ask(some, { body });
    expect(await response.json()).toEqual({ centreIds: [mine] });
  });
});

test("the handler gets the actor that the route has authenticated, and the request", async () => {
  const known = (await (await ask(whoami, {})).json()) as Record<string, string>;
  expect(known).toEqual({ userId: me, actorId: me, method: "GET" });
});

test("an unknown parameter of the query is refused, and a misspelled one named", async () => {
  const misspelled = await ask(one, { query: `centreId=${mine}&CentreId=${mine}` });
  expect(misspelled.status).toBe(400);
  expect(await misspelled.json()).toMatchObject({
    code: "INVALID",
    detail: 'There is no parameter "CentreId"; centreId was probably meant.',
    errors: [{ path: "CentreId" }],
  });
  const unknown = await ask(some, { query: "dryrun=true", body: { centreIds: [mine] } });
  expect(unknown.status).toBe(400);
  expect(await unknown.json()).toMatchObject({ errors: [{ path: "dryrun" }] });
});

test("a handler carries its contract", () => {
  expect(some.contract).toMatchObject({
    summary: "A test.",
    permission: "reconciliation:view",
    body: "application/json",
    statuses: [200],
  });
});

test("a file that is compressed on its way is refused, because nothing decompresses it", async () => {
  const keepFile: RouteHandler = route({
    summary: "A test.",
    permission: "reconciliation:view",
    input: z.object({}),
    output: z.object({}),
    body: "application/octet-stream",
    handle: () => Promise.resolve({}),
  });
  const send = (encoding: string) => {
    const authorization = `Bearer ${TOKEN}`;
    const headers = { authorization, "content-encoding": encoding };
    const init = { method: "POST", headers, body: "%PDF-1.4" };
    return keepFile(new Request("http://localhost:3000/api/x", init), {
      params: Promise.resolve({}),
    });
  };
  expect((await send("identity")).status).toBe(200);
  const refused = await send("gzip");
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    detail: "Send the body as it is, without Content-Encoding.",
  });
});

test("text that the database can't hold is bad input, not a failure of ours", async () => {
  expect((await ask(keep, { body: { text: "a\u0000b" } })).status).toBe(400);
  expect((await ask(keep, { body: { text: "\u202Eécart 🧾" } })).status).toBe(200);
});

test("numbers beyond what a column holds are bad input", () => {
  const day = { centreId: "101", date: "2026-11-23" };
  expect(rawSheetSearchSchema.safeParse({ ...day, version: "99999999999" }).success).toBe(false);
  expect(auditSearchSchema.safeParse({ cursor: "9".repeat(19) }).success).toBe(false);
});
