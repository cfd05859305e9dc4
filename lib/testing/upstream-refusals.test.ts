/**
 * The built application with a Cashrec that refuses, over real sockets: one centre is refused among
 * others that are read, and the message says what an operator has to do.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { START_MS_MAX } from "./acceptance-app";
import { readSheets } from "./acceptance-read";
import { type Behaviour, html, sendJson, status } from "./misbehaving-upstream";
import {
  DAY,
  expectCleanLog,
  expectNothing,
  expectStored,
  GOOD,
  READ_MS_MAX,
  startUpstreamApp,
  type UpstreamApp,
} from "./upstream-app";

const JSON_TYPE = { "content-type": "application/json" };
type Case = [id: string, what: string, behaviour: Behaviour, code: string, message: string];
const CASES: Case[] = [
  [
    "201",
    "an unknown centre",
    status(404, JSON_TYPE, '{"code":0,"message":"Tenant configuration not found."}'),
    "UPSTREAM_REFUSED",
    "does not know this tenant or one of these centres (404)",
  ],
  [
    "202",
    "404 of another server",
    status(404, { "content-type": "text/html" }, "<html>Not found"),
    "UPSTREAM_REFUSED",
    "no Cashrec API at this address (404). Check CASHREC_API_URL.",
  ],
  ["203", "400 with a code", status(400, JSON_TYPE, '{"code":7}'), "UPSTREAM_REFUSED", "code 7"],
  ["204", "400 with code 100", status(400, JSON_TYPE, '{"code":100}'), "UPSTREAM_REFUSED", "100"],
  ["205", "400 without a code", status(400), "UPSTREAM_REFUSED", "refused the request (400)."],
  ["206", "a page with 200", html(), "UPSTREAM_REFUSED", "a web page instead of cash sheets"],
  [
    "207",
    "a redirect whose body never ends",
    (response) => {
      response.writeHead(302, { location: "/api/v1/elsewhere" });
      response.write("moved");
    },
    "UPSTREAM_REFUSED",
    "a redirect, which is not followed",
  ],
  [
    "208",
    "an unknown form",
    (response) => sendJson(response, 200, [{ centerId: "208", businessDay: DAY, blocks: [{}] }]),
    "UPSTREAM_CHANGED",
    "",
  ],
  ["209", "an empty body", status(200, JSON_TYPE), "UPSTREAM_CHANGED", "an empty answer"],
];

let at: UpstreamApp;

beforeAll(async () => {
  at = await startUpstreamApp(CASES.map(([id]) => id));
  for (const [id, , behaviour] of CASES) at.upstream.centres.set(id, behaviour);
}, START_MS_MAX);
afterAll(() => at.stop());

test.each(CASES)(
  "centre %s, %s: it fails alone, and the reason is shown",
  async (bad, _, __, code, message) => {
    const sync = await at.read(GOOD, bad);
    expect(sync).toMatchObject({
      state: "failed",
      done: 1,
      total: 2,
      failures: [{ centreId: bad, code, message: expect.stringContaining(message) as string }],
    });
    await expectStored(at, GOOD);
    await expectNothing(bad);
  },
  READ_MS_MAX,
);

test(
  "among all of them the good one is read, and none hides another",
  async () => {
    const sync = await at.read(GOOD, ...CASES.map(([id]) => id));
    expect(sync).toMatchObject({ state: "failed", done: 1 });
    const codes = sync.failures.map(({ centreId, code }) => [centreId, code]);
    expect(codes).toEqual(CASES.map(([id, , , code]) => [id, code]));
  },
  READ_MS_MAX,
);

test("the page of the day names the centre and the reason", async () => {
  const page = await at.app.text(`/reconciliations?from=${DAY}&to=${DAY}`);
  expect(page).toContain("Centre 202");
  expect(page).toContain("no Cashrec API at this address (404)");
});

test(
  "a page for signing in is one refusal, however much is to be read",
  async () => {
    at.upstream.atSheets = status(401);
    at.upstream.atToken = html();
    const before = at.upstream.grants.length;
    const range = { from: "2026-01-01", to: "2026-03-01" };
    const sync = await readSheets(at.app, { centreIds: [GOOD, "201", "202"], ...range });
    expect(sync).toMatchObject({ state: "failed", done: 0 });
    for (const { code, message } of sync.failures) {
      expect(code).toBe("UPSTREAM_REFUSED");
      expect(message).toContain("a web page instead of a token. Check CASHREC_TOKEN_URL");
    }
    expect(at.upstream.grants.slice(before)).toEqual(["refresh_token", "password"]);
  },
  READ_MS_MAX,
);

test("the log has each failure, and no token, secret or payload", () => {
  expectCleanLog(at);
});
