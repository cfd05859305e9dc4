/** One person asks for more than their share; others are served meanwhile. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { REQUEST_LIMITS } from "@/lib/domain/security/request-limits";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { readAsOf } from "../as-of/moment";
import { hashToken } from "../auth/actor";
import { workPool } from "../db/client";
import { sql } from "../db/sql";
import { log } from "../log";
import { tally } from "../security-log/tally";
import { route } from "./route";

/** A loaded machine reads past moments slowly. */
vi.setConfig({ testTimeout: 120_000 });

const [ANA, HER_OTHER_TOKEN, BEN] = ["cf_ana", "cf_ana-too", "cf_ben"] as const;
let ana = "";

beforeAll(async () => {
  await testDatabase();
  const { id: centreId } = await makeCentre();
  const roles = [{ centreId, role: "reviewer" as const }];
  ana = (await makeUser({ roles })).id;
  const ben = (await makeUser({ roles })).id;
  for (const [userId, token] of [[ana, ANA] as const, [ana, HER_OTHER_TOKEN], [ben, BEN]]) {
    await sql(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
       VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, $3::text[], now() + interval '1 day')`,
      [userId, hashToken(token), ["reconciliation:view"]],
    );
  }
});

beforeEach(() => {
  vi.stubEnv("REQUEST_LIMITS_FACTOR", "1");
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  tally().take();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const OPTIONS = { summary: "A test.", permission: "reconciliation:view" } as const;
const input = z.object({});
const open: (() => void)[] = [];
const gate = () => new Promise<void>((resolve) => open.push(resolve));
const openAll = () => {
  for (const resolve of open.splice(0)) resolve();
};

const read = route({ ...OPTIONS, input, output: z.object({}), handle: () => Promise.resolve({}) });
const cancelled = vi.fn();
const file = route({
  ...OPTIONS,
  input,
  output: "text/csv",
  handle: () => Promise.resolve(new Response(lines())),
});

/** The second line comes once the gate is open. */
function lines(): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) {
        isFirst = false;
        controller.enqueue(text.encode("first;"));
        return;
      }
      await gate();
      controller.enqueue(text.encode("second"));
      controller.close();
    },
    cancel: cancelled,
  });
}

const past = route({
  ...OPTIONS,
  input: z.object({ asOf: z.string() }),
  output: z.object({}),
  async handle({ actorId: readerId }, { asOf }) {
    await readAsOf(asOf, { ...SPAN, readerId }, gate);
    return {};
  },
});
const SPAN = { centreIds: [], from: "2026-03-10", to: "2026-03-10" };
const AT = "2026-03-11T00:00:00.000Z";

type Init = { method?: string; signal?: AbortSignal; query?: string };
type AnyRoute = typeof read | typeof file | typeof past;

function ask(to: AnyRoute, token: string, { query = "", ...init }: Init = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  const request = new Request(`http://localhost:3000/api/x?${query}`, { headers, ...init });
  return to(request, { params: Promise.resolve({}) });
}

test("the 41st file at once is refused with 429, whatever token asks, and Ben gets his", async () => {
  const { atOnce, waiting } = REQUEST_LIMITS.file.concurrency ?? { atOnce: 0, waiting: 0 };
  const tokenOf = (at: number) => (at % 2 === 0 ? ANA : HER_OTHER_TOKEN);
  const asked = Array.from({ length: atOnce + waiting + 1 }, (_, at) => ask(file, tokenOf(at)));
  const refused = await Promise.race(asked.map(withStatus(429)));
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({ status: 429, code: "TOO_MANY_REQUESTS" });
  expect(tally().take()).toContainEqual(
    expect.objectContaining({ kind: "rate-limited", personId: ana }),
  );
  expect((await ask(read, ANA)).status).toBe(200);
  expect((await ask(file, BEN, { method: "HEAD" })).status).toBe(200);
  const texts = asked.map(async (response) => (await response).text());
  const all = Promise.all(texts);
  await openUntil(all);
  const sent = (await all).filter((text) => text === "first;second");
  expect(sent).toHaveLength(atOnce + waiting);
});

const withStatus = (status: number) => async (asked: Promise<Response>) => {
  const response = await asked;
  return response.status === status ? response.clone() : new Promise<Response>(() => undefined);
};

async function openUntil(all: Promise<unknown>): Promise<void> {
  let isOver = false;
  void all.finally(() => (isOver = true));
  while (!isOver) {
    openAll();
    await new Promise(setImmediate);
  }
}

test("a file whose reader is gone, or wants no body, holds nothing", async () => {
  cancelled.mockClear();
  const gone = AbortSignal.abort();
  const readers = Array.from({ length: 50 }, (_, at) =>
    at % 2 === 0 ? { method: "HEAD" } : { signal: gone },
  );
  for (const init of readers) expect((await ask(file, ANA, init)).body).toBeNull();
  const leaves = new AbortController();
  const response = await ask(file, ANA, { signal: leaves.signal });
  leaves.abort();
  await expect(response.text()).resolves.toBe("");
  expect(cancelled).toHaveBeenCalledTimes(readers.length + 1);
});

test("the 31st reading of a past moment is refused, and anybody else's passes", async () => {
  const span = { ...SPAN, readerId: ana };
  const { atOnce, waiting } = REQUEST_LIMITS.past.concurrency ?? { atOnce: 0, waiting: 0 };
  const running = Array.from({ length: atOnce }, () => ask(past, ANA, { query: `asOf=${AT}` }));
  // Those that wait fail once it is their turn, which is faster than reading a moment.
  await vi.waitFor(() => expect(open).toHaveLength(atOnce), { timeout: 15_000 });
  const others = Array.from({ length: waiting }, () => readAsOf("no instant", span, gate));
  expect((await ask(past, HER_OTHER_TOKEN, { query: `asOf=${AT}` })).status).toBe(429);
  expect((await ask(read, ANA)).status).toBe(200);
  const settled = Promise.allSettled(others);
  const ben = { ...span, readerId: "somebody else" };
  expect(await readAsOf(AT, ben, () => Promise.resolve("read"))).toBe("read");
  expect(await readAsOf(AT, { ...span, readerId: null }, () => Promise.resolve("job"))).toBe("job");
  expect(workPool().totalCount - workPool().idleCount).toBe(atOnce);
  openAll();
  expect(new Set((await Promise.all(running)).map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set((await settled).map(({ status }) => status))).toEqual(new Set(["rejected"]));
  expect(workPool().totalCount - workPool().idleCount).toBe(0);
});

test("more in a minute than a person may send says how long to wait", async () => {
  const { perMinute } = REQUEST_LIMITS.file;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  const statuses: number[] = [];
  for (let at = 0; at <= perMinute; at += 1) {
    const response = await ask(file, BEN, { method: "HEAD" });
    statuses.push(response.status);
    expect(response.headers.get("retry-after")).toBe(response.status === 429 ? "1" : null);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect((await ask(read, BEN)).status).toBe(200);
});
