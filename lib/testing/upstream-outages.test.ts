/**
 * The built application with a Cashrec that is down, slow or busy, over real sockets: what can be
 * read is read, what was read before stays, and a pause that Cashrec asks for is respected.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { probeResultSchema } from "@/lib/contracts/connection";
import { healthSchema } from "@/lib/contracts/health";
import { sql } from "@/lib/server/db/sql";
import { START_MS_MAX } from "./acceptance-app";
import { drip, hang, reset, status, truncate } from "./misbehaving-upstream";
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

const BEHAVIOURS = new Map([
  ["301", status(503)],
  ["302", reset],
  ["303", truncate],
  ["304", drip],
  ["305", hang],
  ["306", status(429, { "retry-after": "1800" })],
]);
const UNTIL = /before \d{4}-\d\d-\d\d \d\d:\d\d UTC/;

let at: UpstreamApp;

beforeAll(async () => {
  at = await startUpstreamApp([...BEHAVIOURS.keys(), "307", "308"]);
  for (const [id, behaviour] of BEHAVIOURS) at.upstream.centres.set(id, behaviour);
}, START_MS_MAX);
// Many failures in a row open the circuit breaker for half a minute; a success starts a new row.
beforeEach(async () => {
  await at.read(GOOD);
}, READ_MS_MAX);
afterAll(() => at.stop());

test.each([
  ["503 and a reset", "301", "did not answer (503)", "302", "can't be reached, or broke off"],
  ["drip and hang", "304", "did not answer within 1 seconds", "305", "did not answer within 1"],
])(
  "%s: these centres fail alone",
  async (_, one, itsMessage, other, otherMessage) => {
    const sync = await at.read(GOOD, one, other);
    expect(sync).toMatchObject({ state: "failed", done: 1, total: 3 });
    const code = "UPSTREAM_UNAVAILABLE";
    expect(sync.failures).toMatchObject([
      { centreId: one, code, message: expect.stringContaining(itsMessage) as string },
      { centreId: other, code, message: expect.stringContaining(otherMessage) as string },
    ]);
    await expectStored(at, GOOD);
    await expectNothing(one);
    await expectNothing(other);
  },
  READ_MS_MAX,
);

test(
  "a body that is shorter than announced is not read, although its JSON is whole",
  async () => {
    const sync = await at.read(GOOD, "303");
    expect(sync).toMatchObject({ done: 1, failures: [{ code: "UPSTREAM_UNAVAILABLE" }] });
    await expectNothing("303");
  },
  READ_MS_MAX,
);

test.each([
  ["307", "seconds", () => "1"],
  ["308", "a date", () => new Date(Date.now() + 2_000).toUTCString()],
])(
  "centre %s: 429 with a short Retry-After (%s) is waited for, and all is read",
  async (id, _, retryAfter) => {
    const times: number[] = [];
    at.upstream.centres.set(id, (response, request) => {
      times.push(Date.now());
      at.upstream.centres.delete(id);
      status(429, { "retry-after": retryAfter() })(response, request);
    });
    expect(await at.read(GOOD, id)).toMatchObject({ state: "done", done: 2, failures: [] });
    expect(Date.now() - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
    await expectStored(at, id);
  },
  READ_MS_MAX,
);

test(
  "a Cashrec that is gone leaves what was read, and is read again when it is back",
  async () => {
    expect(await at.read(GOOD)).toMatchObject({ state: "done" });
    await at.upstream.stop();
    expect(await at.read(GOOD)).toMatchObject({
      state: "failed",
      failures: [{ centreId: GOOD, code: "UPSTREAM_UNAVAILABLE" }],
    });
    expect(await health()).toMatchObject({ status: "ok", cashrec: "down" });
    await expectStored(at, GOOD);
    await at.upstream.start();
    expect(await at.read(GOOD)).toMatchObject({ state: "done", failures: [] });
    expect(await health()).toMatchObject({ status: "ok", database: "ok", cashrec: "ok" });
  },
  READ_MS_MAX,
);

test(
  "a long Retry-After of one centre delays that one alone, and says until when",
  async () => {
    const before = at.upstream.asked.length;
    const sync = await at.read(GOOD, "306");
    expect(sync.failures.map(({ centreId }) => centreId)).toEqual(["306"]);
    expect(sync.failures[0]?.message).toMatch(UNTIL);
    const asked = at.upstream.asked.slice(before);
    expect(asked.toSorted()).toEqual([GOOD, `${GOOD},306`, "306"].toSorted());
    const again = await at.read(GOOD, "306");
    expect(again).toMatchObject({ done: 1, failures: [{ centreId: "306" }] });
    expect(again.failures[0]?.message).toContain("Cashrec asked for a pause of this centre until");
    expect(at.upstream.asked.slice(before + 3)).toEqual([GOOD]);
    await expectStored(at, GOOD);
    const page = await at.app.text(`/reconciliations?from=${DAY}&to=${DAY}`);
    expect(page).toContain("asked for a pause of this centre until");
    expect(await at.app.text("/settings/operations")).toContain("asked for a pause of 306");
  },
  READ_MS_MAX,
);

test(
  "a long Retry-After of all ends the pass, and nothing is asked meanwhile",
  async () => {
    at.upstream.atSheets = status(429, { "retry-after": "1800" });
    const ids = [GOOD, "307", "308"];
    const { failures } = await at.read(...ids);
    expect(failures.map(({ centreId }) => centreId)).toEqual(ids);
    for (const { message } of failures) expect(message).toMatch(UNTIL);
    const before = at.upstream.asked.length;
    const again = await at.read(GOOD);
    expect(again.failures[0]?.message).toContain("Cashrec asked for a pause until");
    expect(at.upstream.asked).toHaveLength(before);
    await sql("DELETE FROM setting WHERE starts_with(name, 'cashrec.pause')");
    await sql("DELETE FROM cashrec_turn");
    at.upstream.atSheets = null;
    expect(await at.read(GOOD)).toMatchObject({ state: "done" });
  },
  READ_MS_MAX,
);

test(
  "a response of many megabytes is tried in part, up to a whole record",
  async () => {
    const till = (id: number) => ({ tillId: `T${id}`, payments: [{ id: "CASH", amount: 12.5 }] });
    const records = Array.from({ length: 60_000 }, (_, id) =>
      Object.assign({ centerId: "307", businessDay: DAY, shiftId: String(id) }, till(id)),
    );
    // It is written beforehand, because the application waits for a response for a second only.
    const body = JSON.stringify(records);
    at.upstream.centres.set("307", status(200, { "content-type": "application/json" }, body));
    const asked = { centreId: "307", businessDate: DAY };
    const tried = await at.app.post("/api/cashrec/probe", asked, probeResultSchema);
    expect(tried).toMatchObject({ cut: true, problem: null });
    const shown = JSON.parse(tried.payload) as unknown[];
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown).toEqual(records.slice(0, shown.length));
    expect(tried.mapped.map(({ field }) => field)).toContain("tenderAmount");
  },
  READ_MS_MAX,
);

test("the log has each failure, and no token, secret or payload", () => {
  expectCleanLog(at);
});

async function health() {
  return at.app.get("/api/health", healthSchema);
}
