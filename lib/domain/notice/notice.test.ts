/** Who is informed of what, and when. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Actor, type Role, ROLES } from "../permission";
import { computeCountDue, isDue, isQuiet, isTimeZone, listDueDates } from "./clock";
import { describeNotice, titleValues } from "./describe";
import { describeDevice } from "./device";
import { buildNotice, type Fact, isAboveLimit, matchFacts, type Subscriber } from "./match";
import { buildNoticeHref, listSubscribable, maySeeNotice, NOTICE_KINDS } from "./notice";

const actorWith = (role: Role, centreId = "101"): Actor => ({
  userId: role,
  name: role,
  roles: new Map([[centreId, [role]]]),
  limitedTo: null,
});
const FACT: Fact = {
  kind: "changed",
  centreId: "101",
  businessDate: "2026-03-02",
  shiftId: null,
  tillId: null,
  tenderId: null,
  number: null,
  byId: null,
  mark: 2,
  at: 1_000,
};
const subscriber = (partial: Partial<Subscriber> = {}): Subscriber => ({
  actor: actorWith("reviewer"),
  kind: "changed",
  mail: true,
  atTime: null,
  amountMinor: null,
  currency: null,
  since: 0,
  ...partial,
});

describe("a time of day", () => {
  test("after midnight belongs to the business date before it", () => {
    const clock = { dayStartsAt: "05:00" };
    expect(computeCountDue("2026-03-02", "01:00", clock)).toBe("2026-03-03T01:00");
    expect(computeCountDue("2026-03-02", "23:30", clock)).toBe("2026-03-02T23:30");
    expect(computeCountDue("2026-03-02", "05:00", clock)).toBe("2026-03-03T05:00");
  });

  test("is due from then on, unless somebody subscribed only afterwards", () => {
    const timeZone = "Europe/Madrid";
    const at = Date.parse("2026-03-03T00:00:00Z");
    const due = "2026-03-03T01:00";
    expect(isDue(due, { now: at - 60_000, since: 0, timeZone })).toBe(false);
    expect(isDue(due, { now: at, since: 0, timeZone })).toBe(true);
    expect(isDue(due, { now: at + 120_000, since: at + 60_000, timeZone })).toBe(false);
  });

  test("is due for a day longer where no instance ran at that time", () => {
    const clock = { since: Date.parse("2026-03-01T00:00:00Z"), timeZone: "Europe/Madrid" };
    const dueAt = (text: string) => listDueDates("23:30", { ...clock, now: Date.parse(text) });
    expect(dueAt("2026-03-03T22:29:00Z")).toEqual(["2026-03-02"]);
    expect(dueAt("2026-03-03T22:30:00Z")).toEqual(["2026-03-02", "2026-03-03"]);
    expect(dueAt("2026-03-04T00:10:00Z")).toEqual(["2026-03-03"]);
    const since = Date.parse("2026-03-03T12:00:00Z");
    const now = Date.parse("2026-03-03T22:30:00Z");
    expect(listDueDates("23:30", { ...clock, since, now })).toEqual(["2026-03-03"]);
  });

  test("is quiet between two times that may span midnight", () => {
    const zone = { timeZone: "UTC", quietFrom: "22:00", quietTo: "07:00" };
    const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
    expect(
      ["21:59", "22:00", "03:00", "06:59", "07:00"].map((time) => isQuiet(at(time), zone)),
    ).toEqual([false, true, true, true, false]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), (now) => {
        const day = { ...zone, quietFrom: zone.quietTo, quietTo: zone.quietFrom };
        return isQuiet(now, zone) !== isQuiet(now, day);
      }),
    );
    expect(isQuiet(0, { timeZone: "UTC", quietFrom: null, quietTo: null })).toBe(false);
  });

  test("needs a zone that exists", () => {
    expect([isTimeZone("Europe/Madrid"), isTimeZone("Mars/Base")]).toEqual([true, false]);
  });
});

describe("a fact", () => {
  test("concerns who subscribed before it, and may see it", () => {
    const subscribers = [
      subscriber(),
      subscriber({ actor: actorWith("counter") }),
      subscriber({ actor: actorWith("approver", "102") }),
      subscriber({ actor: actorWith("auditor"), since: 1_001 }),
      subscriber({ actor: actorWith("administrator"), kind: "reading" }),
    ];
    expect(matchFacts([FACT], subscribers)).toEqual([buildNotice(FACT, "reviewer", true)]);
  });

  test("has one text, which differs with its mark alone", () => {
    const { fact } = buildNotice(FACT, "a", true);
    expect(buildNotice({ ...FACT, byId: "x", at: 2 }, "b", false).fact).toBe(fact);
    expect(buildNotice({ ...FACT, mark: 3 }, "a", true).fact).not.toBe(fact);
  });

  test("of a difference is above the second level, or above an amount of its currency", () => {
    const fact = { ...FACT, size: 60_00, approvalMinor: 50_00, currency: "EUR" };
    const limit = (amountMinor: number | null, currency: string | null) =>
      isAboveLimit(fact, { amountMinor, currency });
    expect(limit(null, null)).toBe(true);
    expect([limit(59_99, "EUR"), limit(60_00, "EUR"), limit(1, "GBP")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test("counters are informed of questions and of tills that are not counted, and of no figure", () => {
  expect(listSubscribable(actorWith("counter"))).toEqual(["direct", "uncounted", "reading"]);
  for (const role of ROLES) {
    for (const kind of NOTICE_KINDS) {
      expect(maySeeNotice(actorWith(role), kind, "102"), `${role} ${kind}`).toBe(false);
    }
  }
});

test("a notice leads to its line, its day, or where counters count", () => {
  const line = { ...FACT, shiftId: "1", tillId: "T1", tenderId: "CASH" };
  expect(buildNoticeHref(line, true)).toBe("/reconciliations/101/2026-03-02?line=1,T1,CASH");
  expect(buildNoticeHref(line, false)).toBe("/till-counts?centreId=101&date=2026-03-02");
  expect(buildNoticeHref(FACT, true)).toBe("/reconciliations/101/2026-03-02");
  expect(buildNoticeHref({ ...FACT, kind: "digest", centreId: null }, true)).toBe(
    "/reconciliations?from=2026-03-02&to=2026-03-02",
  );
  expect(buildNoticeHref({ ...FACT, businessDate: null }, true)).toBe("/");
});

test("a device is named by its browser and system, as far as it names them", () => {
  const names = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0 Safari/537.36 Edg/130.0",
    "curl/8",
  ].map((agent) => Object.values(describeDevice(agent)));
  expect(names).toEqual([
    ["Safari", "iPhone"],
    ["Chrome", "Android"],
    ["Edge", "Windows"],
    [null, null],
  ]);
});

test("what was found selects its title", () => {
  const values = { by: null, pattern: "just-under", centreName: "Gran Vía" };
  expect(titleValues(values)).toEqual({ by: "", pattern: "just_under", reach: "one" });
  const ofAll = { by: "Ada", pattern: null, centreName: null };
  expect(titleValues(ofAll)).toEqual({ by: "Ada", pattern: "other", reach: "many" });
});

test("what is unknown is not described", () => {
  const notice = {
    kind: "difference",
    centreName: "Gran Vía",
    businessDate: "2026-03-02",
    line: { shift: "Morning", till: "T1", tender: "Cash" },
    differenceMinor: -36_00,
    currency: "EUR",
  };
  expect(describeNotice(notice, "en")).toBe(
    "Gran Vía · Mon 2 Mar 2026 · Morning · T1 · Cash · −36.00 EUR",
  );
  expect(describeNotice({ ...notice, line: null, differenceMinor: null }, "en")).toBe(
    "Gran Vía · Mon 2 Mar 2026",
  );
});
