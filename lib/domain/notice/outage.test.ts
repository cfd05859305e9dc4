import fc from "fast-check";
import { expect, test } from "vitest";
import { EVERYWHERE, type Role } from "../permission";
import type { Subscriber } from "./match";
import { type FailingCentre, listOutageNotices } from "./outage";

const NOW = Date.parse("2026-11-25T12:00:00Z");
const MINUTE = 60_000;
/** Nobody was informed before. */
const NOBODY = new Map<string, number>();
const ids = ["101", "102", "103", "104", "105"];

function subscriber(userId: string, centreIds: string[]): Subscriber {
  const roles = new Map<string, Role[]>(centreIds.map((id) => [id, ["reviewer"]]));
  return {
    actor: { userId, name: userId, roles, limitedTo: null },
    kind: "reading",
    mail: true,
    atTime: null,
    amountMinor: null,
    currency: null,
    since: 0,
  };
}

const failing = (centreId: string, minutes: number): FailingCentre => ({
  centreId,
  since: NOW - minutes * MINUTE,
  isLate: minutes > 60,
  lastReadAt: "2026-11-25T09:00:00.000Z",
});

test("nobody is informed within the first hour, nor of a centre that is not theirs", () => {
  const all = ids.map((id) => failing(id, 59));
  expect(listOutageNotices(all, [subscriber("ada", [EVERYWHERE])], NOBODY)).toEqual([]);
  const late = [failing("101", 61)];
  expect(listOutageNotices(late, [subscriber("ada", ["102"])], NOBODY)).toEqual([]);
});

test("a centre that has failed for hours makes no outage of those that have just begun to", () => {
  const all = [failing("101", 180), ...ids.slice(1).map((id) => failing(id, 5))];
  const notices = listOutageNotices(all, [subscriber("ada", [EVERYWHERE])], NOBODY);
  expect(notices.map(({ centreId }) => centreId)).toEqual(["101"]);
});

test("the notice about many has the same text in every run, and one instant", () => {
  const run = (minutes: number) =>
    listOutageNotices(
      ids.map((id, index) => failing(id, minutes + index)),
      [subscriber("ada", [EVERYWHERE])],
      NOBODY,
    );
  const [first, ...others] = run(90);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ kind: "reading", centreId: null, userId: "ada", wantsMail: true });
  expect(run(90)).toEqual([first]);
  expect(run(91)[0]?.fact).not.toBe(first?.fact);
});

test("whoever was informed about many is informed again of what failed afterwards alone", () => {
  const outages = fc.array(fc.record({ id: fc.constantFrom(...ids), age: fc.nat(180) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(outages, fc.option(fc.nat(180)), (random, informed) => {
      const all = [...new Map(random.map(({ id, age }) => [id, failing(id, age)])).values()];
      const informedAt = new Map(informed === null ? [] : [["ada", NOW - informed * MINUTE]]);
      const notices = listOutageNotices(all, [subscriber("ada", [EVERYWHERE])], informedAt);
      const late = all.filter(
        ({ since, isLate }) => isLate && since > (informedAt.get("ada") ?? 0),
      );
      const centreIds = notices.map(({ centreId }) => centreId);
      if (late.length > 3) expect(centreIds).toEqual([null]);
      else expect(centreIds).toEqual(late.map(({ centreId }) => centreId));
    }),
  );
});
