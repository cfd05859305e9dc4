/** What fails again and again is left alone, over real sockets: a centre, or Cashrec itself. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failureOf } from "@/lib/testing/cashrec-client";
import {
  type MisbehavingUpstream,
  reset,
  startMisbehaving,
  status,
  truncate,
} from "@/lib/testing/misbehaving-upstream";
import { connectTo } from "@/lib/testing/upstream-client";
import { Breakers } from "./breakers";
import { unavailable } from "./failure";

const DAY = "2026-03-04";
const DAYS = Array.from({ length: 8 }, (_, i) => `2026-02-${String(i + 1).padStart(2, "0")}`);

let upstream: MisbehavingUpstream;
let time = 0;

beforeEach(async () => {
  upstream = await startMisbehaving();
  time = Date.now();
});
afterEach(() => upstream.stop());

/** Each call makes one attempt. */
function connect() {
  return connectTo(upstream, () => time, { failuresMax: 4, attemptsMax: 1, openMs: 30_000 });
}

describe("a centre that fails again and again", () => {
  test("is left alone, and no other is", async () => {
    upstream.centres.set("901", status(500)).set("902", reset);
    const fetchDay = connect();
    expect(await fetchDay(DAY, ["101", "102"])).toHaveLength(2);
    for (const date of DAYS) await failureOf(fetchDay(date, ["901"]));
    const own = await failureOf(fetchDay(DAY, ["901"]));
    expect(own.message).toContain("for these centres, which are left alone");
    expect(own.details.retryAfter).toBeUndefined();
    expect(upstream.asked.filter((asked) => asked === "901")).toHaveLength(4);
    for (const date of DAYS) await failureOf(fetchDay(date, ["902"]));
    expect(upstream.asked.filter((asked) => asked === "902")).toHaveLength(4);
    for (const date of DAYS) expect(await fetchDay(date, ["101"])).toHaveLength(1);
    upstream.centres.clear();
    expect((await failureOf(fetchDay(DAY, ["901"]))).message).toContain("left alone");
    time += 30_001;
    expect(await fetchDay(DAY, ["901"])).toHaveLength(1);
  });

  test("is tried once when its pause is over", async () => {
    upstream.centres.set("901", status(503));
    const fetchDay = connect();
    await fetchDay(DAY, ["101", "102"]);
    for (const date of DAYS) await failureOf(fetchDay(date, ["901"]));
    time += 30_001;
    for (const date of DAYS) await failureOf(fetchDay(date, ["901"]));
    expect(upstream.asked.filter((asked) => asked === "901")).toHaveLength(5);
  });

  test("does not keep the others of its group from being read", async () => {
    upstream.centres.set("901", truncate);
    const fetchDay = connect();
    const group = ["101", "102", "901"];
    for (const date of DAYS) await failureOf(fetchDay(date, group));
    expect(upstream.asked).toHaveLength(4);
    expect(await fetchDay(DAY, ["101", "102"])).toHaveLength(2);
  });
});

describe("centres that fail, all but one of them", () => {
  const bad = Array.from({ length: 10 }, (_, at) => `90${at}`);

  test("keep no other from being read, whether or not it was before", async () => {
    const fetchDay = connect();
    for (const id of bad) upstream.centres.set(id, status(500));
    await failureOf(fetchDay(DAY, [...bad, "101"]));
    for (let pass = 0; pass < 3; pass += 1) {
      for (const id of bad) await failureOf(fetchDay(DAY, [id]));
      expect(await fetchDay(DAY, ["101"])).toHaveLength(1);
    }
    expect(upstream.asked.filter((asked) => asked === "900")).toHaveLength(3);
  });

  test("are found again when Cashrec, too, is absent and comes back", async () => {
    const fetchDay = connect();
    expect(await fetchDay(DAY, ["101", "102"])).toHaveLength(2);
    for (const id of bad) upstream.centres.set(id, reset);
    upstream.atSheets = status(503);
    for (const id of bad) await failureOf(fetchDay(DAY, [id]));
    expect((await failureOf(fetchDay(DAY, ["101"]))).details.retryAfter).toBe(30);
    upstream.atSheets = null;
    time += 30_001;
    await failureOf(fetchDay(DAY, ["909"]));
    expect(await fetchDay(DAY, ["101"])).toHaveLength(1);
  });
});

describe("a Cashrec that is absent", () => {
  test("is left alone once different centres fail, and asked by one request later", async () => {
    const fetchDay = connect();
    const ids = ["101", "102", "103", "104", "105"];
    expect(await fetchDay(DAY, ids)).toHaveLength(5);
    upstream.atSheets = status(502);
    for (const id of ids) await failureOf(fetchDay(DAY, [id]));
    // The request that succeeded before was made once more.
    expect(upstream.asked).toEqual([ids.join(","), "101", "102", "103", "104", ids.join(",")]);
    const failure = await failureOf(fetchDay(DAY, ["106"]));
    expect(failure).toMatchObject({
      message: expect.stringContaining("is left alone for a moment") as string,
      details: { retryAfter: 30 },
    });
    time += 30_001;
    await failureOf(fetchDay(DAY, ["101"]));
    await failureOf(fetchDay(DAY, ["102"]));
    expect(upstream.asked.slice(6)).toEqual(["101", ids.join(",")]);
    upstream.atSheets = null;
    time += 30_001;
    for (const id of ids) expect(await fetchDay(DAY, [id])).toHaveLength(1);
  });

  test("is one also when its sign-in is, whichever centre is asked for", async () => {
    const fetchDay = connect();
    upstream.atToken = status(503);
    for (const id of ["101", "102", "103", "104", "105", "106"]) {
      await failureOf(fetchDay(DAY, [id]));
    }
    expect(upstream.grants).toHaveLength(4);
    expect(upstream.asked).toEqual([]);
  });
});

test("an error of our own closes nothing: what was left alone is tried again", async () => {
  const breakers = new Breakers({ now: () => time }, { failuresMax: 2, openMs: 30_000 });
  const ask = (id: string, error: Error) =>
    breakers.run([id], () => Promise.reject(error)).catch((thrown: unknown) => thrown);
  const leftAlone = () => [breakers.isOpen, breakers.openGroups];
  const absent = unavailable("Cashrec did not answer (503).");
  const ours = new Error("our own database is away");
  let isAbsent = false;
  const respond = () => (isAbsent ? Promise.reject(absent) : Promise.resolve());
  await breakers.run(["101", "102", "103"], respond);
  isAbsent = true;
  for (const id of ["101", "101", "102", "103"]) await ask(id, absent);
  expect(leftAlone()).toEqual([true, 1]);
  time += 30_001;
  expect(await ask("101", ours)).toBe(ours);
  expect(await ask("101", absent)).toBe(absent);
  expect(leftAlone()).toEqual([true, 1]);
});
