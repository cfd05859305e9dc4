import fc from "fast-check";
import { expect, test } from "vitest";
import { type Failure, groupFailures } from "./failure-groups";

const failureOf = (index: number, code = "UPSTREAM_UNAVAILABLE"): Failure => ({
  centreId: `C${index}`,
  centreName: `Centre ${index}`,
  from: "2026-11-24",
  to: "2026-11-25",
  code,
  message: "Cashrec did not respond.",
  at: `2026-11-25T05:00:${String(index % 60).padStart(2, "0")}.000Z`,
});

test("one failure of every centre is one group, which counts them all", () => {
  const failures = Array.from({ length: 5_000 }, (_, index) => failureOf(index));
  const [group, ...others] = groupFailures(failures);
  expect(others).toEqual([]);
  expect(group).toMatchObject({ centreId: "C0", centreCount: 5_000 });
  expect(group?.at).toBe("2026-11-25T05:00:59.000Z");
  expect(group?.centreIds).toHaveLength(100);
});

test("few centres are named one by one, also beside a large group", () => {
  const failures = [
    failureOf(0, "UPSTREAM_CHANGED"),
    ...Array.from({ length: 7 }, (_, index) => failureOf(index + 1)),
  ];
  expect(groupFailures(failures)).toMatchObject([
    { centreId: "C1", centreCount: 7, centreIds: ["C1", "C2", "C3", "C4", "C5", "C6", "C7"] },
    { centreId: "C0", centreCount: 1, centreIds: ["C0"], code: "UPSTREAM_CHANGED" },
  ]);
});

test("every centre is in one group of its failure and dates, and none is counted twice", () => {
  const failure = fc.record({
    code: fc.constantFrom("UPSTREAM_UNAVAILABLE", "UPSTREAM_REFUSED"),
    message: fc.constantFrom("Cashrec did not respond.", "Cashrec asked for a pause."),
    from: fc.constantFrom("2026-11-20", "2026-11-24"),
    to: fc.constantFrom("2026-11-24", "2026-11-25"),
    second: fc.integer({ min: 0, max: 59 }),
  });
  fc.assert(
    fc.property(fc.array(failure, { maxLength: 30 }), (random) => {
      const failures = random.map(({ second, ...one }, index) => ({
        ...failureOf(index),
        ...one,
        at: failureOf(second).at,
      }));
      const groups = groupFailures(failures);
      const ids = groups.flatMap(({ centreIds }) => centreIds);
      expect(ids.toSorted()).toEqual(failures.map(({ centreId }) => centreId).toSorted());
      for (const { centreIds, centreCount, code, message, from, to, at } of groups) {
        expect(centreIds).toHaveLength(centreCount);
        const alike = failures.filter(({ centreId }) => centreIds.includes(centreId));
        for (const one of alike) expect(one).toMatchObject({ code, message, from, to });
        expect(
          alike
            .map((one) => one.at)
            .toSorted()
            .at(-1),
        ).toBe(at);
      }
      const sizes = groups.map(({ centreCount }) => centreCount);
      expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    }),
  );
});
