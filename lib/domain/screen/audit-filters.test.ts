import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AUDIT_KINDS,
  type AuditFilters,
  buildAuditSearch,
  countAuditFilters,
  NO_AUDIT_FILTERS,
  readAuditFilters,
  writeAuditFilters,
} from "./audit-filters";

const ID = "00000000-0000-4000-8000-000000000001";

// address, filters
test.each<[string, Partial<AuditFilters>]>([
  ["", {}],
  ["centreId=102&centreId=101&centreId=102", { centreIds: ["101", "102"] }],
  ["nodeId=south&nodeId=north", { nodeIds: ["north", "south"] }],
  ["action=till-count.recorded&action=day", { action: "day", kind: "everything" }],
  ["action=Day&actorId=me&from=soon&to=2026-13-01&entry=0", {}],
  [`actorId=${ID}&from=2026-01-02&to=`, { actorId: ID, from: "2026-01-02" }],
  ["entry=41", { entry: 41, kind: "everything" }],
  ["kind=access&businessDate=2026-03-02", { kind: "access", businessDate: "2026-03-02" }],
  ["kind=money&action=session", { kind: "money", action: "session" }],
])("%j", (address, given) => {
  expect(readAuditFilters(new URLSearchParams(address))).toEqual({ ...NO_AUDIT_FILTERS, ...given });
});

test("what is written is read back as it was, and each filter counts once", () => {
  const some = fc.record<AuditFilters>({
    kind: fc.constantFrom(...AUDIT_KINDS),
    businessDate: fc.constantFrom(null, "2026-03-02"),
    centreIds: fc.subarray(["101", "102", "C 3"]),
    nodeIds: fc.subarray(["north", "south"]),
    action: fc.constantFrom(null, "day", "till-count.recorded"),
    actorId: fc.constantFrom(null, ID),
    from: fc.constantFrom(null, "2026-01-31"),
    to: fc.constantFrom(null, "2026-02-01"),
    entry: fc.option(fc.integer({ min: 1 })),
  });
  fc.assert(
    fc.property(some, (filters) => {
      const written = writeAuditFilters(filters);
      expect(readAuditFilters(written)).toEqual(filters);
      const names = written.map(([name]) => name).filter((name) => name !== "kind");
      expect(countAuditFilters(filters)).toBe(new Set(names).size);
    }),
  );
});

test("an entry that is asked for comes first", () => {
  expect(buildAuditSearch({ ...NO_AUDIT_FILTERS, entry: 41 }).cursor).toBe("42");
  expect(buildAuditSearch(NO_AUDIT_FILTERS)).toEqual({ kind: "money", centreId: [], nodeId: [] });
});
