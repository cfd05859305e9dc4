import { expect, test } from "vitest";
import { boundCounts, formatCountKey, type SecurityCount } from "./counts";

const NONE = { known: new Set<string>(), rows: new Map<string, number>() };
const count = (changes: Partial<SecurityCount>): SecurityCount => ({
  day: "2026-11-26",
  kind: "sign-in-failed",
  personId: "",
  address: "192.0.2.1",
  events: 1,
  firstAt: 1_000,
  lastAt: 1_000,
  ...changes,
});

test("beyond the bound, events are added up without person and address", () => {
  const flood = Array.from({ length: 50 }, (_, at) =>
    count({ address: `192.0.2.${at}`, events: 2, firstAt: 100 - at, lastAt: at }),
  );
  const bounded = boundCounts(flood, NONE, 10);
  expect(bounded).toHaveLength(11);
  const rest = bounded.find(({ address }) => address === "");
  expect(rest).toMatchObject({ events: 80, firstAt: 51, lastAt: 49 });
  expect(bounded.reduce((sum, { events }) => sum + events, 0)).toBe(100);
});

test("what is stored already is counted on, and counts towards the bound", () => {
  const known = count({ address: "192.0.2.200" });
  const stored = {
    known: new Set([formatCountKey(known)]),
    rows: new Map([["2026-11-26 sign-in-failed", 10]]),
  };
  const bounded = boundCounts([known, count({}), count({ kind: "pin-failed" })], stored, 10);
  expect(bounded.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
    "sign-in-failed 192.0.2.200",
    "sign-in-failed ",
    "pin-failed 192.0.2.1",
  ]);
});
