/**
 * Decides what a file of legal entities and of the centres they own changes: all of its rows, or
 * nothing, with every reason why a row is refused.
 */
import type { Position } from "../organisation/organisation";
import { listStays } from "../organisation/tree";

type EntityFacts = {
  id: string;
  name: string;
  taxId: string | null;
  country: string | null;
  currency: string | null;
};

export type EntityFileRow =
  | ({ kind: "entity" } & EntityFacts)
  /** From a date on, the centre belongs to the entity, or to none. */
  | { kind: "centre"; id: string; entityId: string | null; from: string };

type RefusedRow = {
  /** The position of the row in the list. */
  at: number;
  column: "id" | "entity";
  code: "row-twice" | "centre-unknown" | "entity-unknown";
  facts: string;
};

type KnownFacts = {
  entities: ReadonlyMap<string, EntityFacts>;
  positions: readonly Position[];
  centreIds: ReadonlySet<string>;
};

export type Assignment = {
  centreId: string;
  entityId: string | null;
  validFrom: string;
  /** The entity to which it belonged on that date. */
  before: string | null;
};

export type EntityPlan = {
  added: EntityFacts[];
  changed: EntityFacts[];
  assigned: Assignment[];
};

/** What is in force already is not stored again, so that a file may be imported twice. */
export function decideEntities(
  rows: readonly EntityFileRow[],
  { entities, positions, centreIds }: KnownFacts,
): { refused: RefusedRow[] } | { plan: EntityPlan } {
  const named = rows.filter((row) => row.kind === "entity");
  const known = new Set([...entities.keys(), ...named.map(({ id }) => id)]);
  const refused = findRefused(rows, known, centreIds);
  if (refused.length > 0) return { refused };
  const facts = named.map(({ kind, ...entity }) => {
    void kind;
    return entity;
  });
  return {
    plan: {
      added: facts.filter(({ id }) => !entities.has(id)),
      changed: facts.filter((entity) => {
        const before = entities.get(entity.id);
        return before !== undefined && !isSame(before, entity);
      }),
      assigned: listAssignments(rows, positions),
    },
  };
}

function findRefused(
  rows: readonly EntityFileRow[],
  known: ReadonlySet<string>,
  centreIds: ReadonlySet<string>,
): RefusedRow[] {
  const seen = new Set<string>();
  return rows.flatMap((row, at): RefusedRow[] => {
    const key = row.kind === "entity" ? `# ${row.id}` : `${row.from} ${row.id}`;
    const isTwice = seen.has(key);
    seen.add(key);
    if (isTwice) return [{ at, column: "id", code: "row-twice", facts: row.id }];
    if (row.kind === "entity") return [];
    const { id, entityId } = row;
    if (!centreIds.has(id)) return [{ at, column: "id", code: "centre-unknown", facts: id }];
    if (entityId === null || known.has(entityId)) return [];
    return [{ at, column: "entity", code: "entity-unknown", facts: entityId }];
  });
}

/**
 * Each row is compared with what is in force after those of earlier dates, in whatever order the
 * file has them: every row holds in the end.
 */
function listAssignments(
  rows: readonly EntityFileRow[],
  positions: readonly Position[],
): Assignment[] {
  const stays = listStays(positions);
  const assigned: Assignment[] = [];
  const centres = rows.filter((row) => row.kind === "centre");
  const sorted = centres.toSorted((one, other) => one.from.localeCompare(other.from));
  for (const row of sorted) {
    const { id: centreId, entityId, from: validFrom } = row;
    const own = stays.get(centreId) ?? [];
    const at = own.findLastIndex(({ from }) => from <= validFrom);
    const before = own[at]?.parentId ?? null;
    if (before === entityId) continue;
    assigned.push({ centreId, entityId, validFrom, before });
    const stay = { parentId: entityId, from: validFrom, until: null };
    const isReplaced = own[at]?.from === validFrom;
    stays.set(centreId, own.toSpliced(isReplaced ? at : at + 1, isReplaced ? 1 : 0, stay));
  }
  return assigned;
}

function isSame(one: EntityFacts, other: EntityFacts): boolean {
  return (
    one.name === other.name &&
    one.taxId === other.taxId &&
    one.country === other.country &&
    one.currency === other.currency
  );
}
