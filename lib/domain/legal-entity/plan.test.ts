/** What a file of legal entities changes, and that a file of what there is changes nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Position } from "../organisation/organisation";
import { listStays, resolveParents } from "../organisation/tree";
import { decideEntities, type EntityFileRow } from "./plan";

const entity = (id: string, name = id): EntityFileRow & { kind: "entity" } => ({
  kind: "entity",
  id,
  name,
  taxId: null,
  country: "ES",
  currency: "EUR",
});
const centre = (id: string, entityId: string | null, from: string): EntityFileRow => ({
  kind: "centre",
  id,
  entityId,
  from,
});
const KNOWN = {
  entities: new Map([["A", entity("A")]]),
  positions: [{ childId: "101", parentId: "A", validFrom: "2026-01-01", version: 1 }],
  centreIds: new Set(["101", "102"]),
};

test("entities are added and changed, and centres are theirs from a date on", () => {
  const rows = [
    centre("101", "B", "2026-03-01"),
    centre("102", "A", "2026-01-01"),
    entity("A", "Another name"),
    entity("B"),
  ];
  expect(decideEntities(rows, KNOWN)).toMatchObject({
    plan: {
      added: [{ id: "B" }],
      changed: [{ id: "A", name: "Another name" }],
      assigned: [
        { centreId: "102", entityId: "A", validFrom: "2026-01-01", before: null },
        { centreId: "101", entityId: "B", validFrom: "2026-03-01", before: "A" },
      ],
    },
  });
});

test("every row that is wrong is named, and there is no plan", () => {
  const rows = [
    entity("A"),
    entity("A"),
    centre("101", "B", "2026-03-01"),
    centre("103", "A", "2026-03-01"),
    centre("102", null, "2026-03-01"),
    centre("102", "A", "2026-03-01"),
  ];
  expect(decideEntities(rows, KNOWN)).toEqual({
    refused: [
      { at: 1, column: "id", code: "row-twice", facts: "A" },
      { at: 2, column: "entity", code: "entity-unknown", facts: "B" },
      { at: 3, column: "id", code: "centre-unknown", facts: "103" },
      { at: 5, column: "id", code: "row-twice", facts: "102" },
    ],
  });
});

test("after any file, a file of what is there changes nothing", () => {
  const dates = fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01");
  const row = fc.record({
    id: fc.constantFrom("101", "102"),
    entityId: fc.constantFrom("A", "B", null),
    from: dates,
  });
  const file = fc.uniqueArray(row, { selector: ({ id, from }) => `${id} ${from}` });
  fc.assert(
    fc.property(file, (rows) => {
      const entities = new Map([entity("A"), entity("B")].map((one) => [one.id, one]));
      const decided = decideEntities(
        rows.map((one) => ({ kind: "centre" as const, ...one })),
        { ...KNOWN, entities },
      );
      if ("refused" in decided) throw new Error("no row is wrong");
      const positions: Position[] = [
        ...KNOWN.positions,
        ...decided.plan.assigned.map(({ centreId, entityId, validFrom }) => {
          return { childId: centreId, parentId: entityId, validFrom, version: 2 };
        }),
      ];
      for (const { id, entityId, from } of rows) {
        expect(resolveParents(positions, from).get(id) ?? null).toBe(entityId);
      }
      const again = [...listStays(positions)].flatMap(([id, stays]) =>
        stays.map(({ parentId, from }) => centre(id, parentId, from)),
      );
      expect(decideEntities(again, { ...KNOWN, entities, positions })).toEqual({
        plan: { added: [], changed: [], assigned: [] },
      });
    }),
  );
});
