/**
 * Decides a change of the organisation: the rows of a file, or those of a dialog. All of them are
 * stored, or none, with every reason why a row is refused.
 */
import { findCycle } from "./cycle";
import type { NodeKind, OrganisationHistory, OrganisationNode, Position } from "./organisation";
import { resolveParents } from "./tree";

/** Places a node or a centre from a date on; a centre has a name of its own already. */
export type OrganisationRow = {
  kind: NodeKind | "centre";
  id: string;
  name: string;
  parentId: string | null;
  from: string;
};

type OrganisationFault =
  | "name-missing"
  | "parent-unknown"
  | "centre-unknown"
  | "row-twice"
  | "name-differs"
  | "cycle";

type OrganisationColumn = "kind" | "id" | "name" | "parent" | "from";

export type RefusedRow = {
  /** The position of the row in the list. */
  at: number;
  column: OrganisationColumn;
  code: OrganisationFault;
  facts: string;
};

/** What a change stores; positions that are in force already are not stored again. */
export type OrganisationPlan = {
  added: OrganisationNode[];
  changed: { before: OrganisationNode; after: OrganisationNode }[];
  movedNodes: Move[];
  movedCentres: Move[];
};

export type Move = {
  childId: string;
  parentId: string | null;
  /** The parent that was in force on that date; null where there was none. */
  before: string | null;
  validFrom: string;
};

export type OrganisationDecision =
  | { refused: RefusedRow[]; plan: null }
  | { refused: []; plan: OrganisationPlan };

type Facts = { history: OrganisationHistory; centreIds: ReadonlySet<string>; version: number };

/** `version` is that of the positions which the change would store. */
export function decideOrganisation(
  rows: readonly OrganisationRow[],
  { history, centreIds, version }: Facts,
): OrganisationDecision {
  const nodes = new Map(history.nodes.map((node) => [node.id, node]));
  const refused = findRefused(rows, { nodes, centreIds });
  if (refused.length > 0) return { refused, plan: null };
  const ofNodes = rows.filter(isOfNode);
  const ofCentres = rows.filter((row) => !isOfNode(row));
  const movedNodes = listMoves(ofNodes, history.nodePositions);
  const positions = movedNodes.map(({ childId, parentId, validFrom }): Position => {
    return { childId, parentId, validFrom, version };
  });
  const cycle = findCycle([...history.nodePositions, ...positions]);
  if (cycle !== null) return { refused: refuseCycle(rows, cycle.nodeIds), plan: null };
  const named = [
    ...new Map(ofNodes.map(({ id, kind, name }) => [id, { id, kind, name }])).values(),
  ];
  return {
    refused: [],
    plan: {
      added: named.filter(({ id }) => !nodes.has(id)),
      changed: named.flatMap((after) => {
        const before = nodes.get(after.id);
        const differs = before !== undefined && !isSame(before, after);
        return differs ? [{ before, after }] : [];
      }),
      movedNodes,
      movedCentres: listMoves(ofCentres, history.centrePositions),
    },
  };
}

function isOfNode(row: OrganisationRow): row is OrganisationRow & { kind: NodeKind } {
  return row.kind !== "centre";
}

function isSame(one: OrganisationNode, other: OrganisationNode): boolean {
  return one.kind === other.kind && one.name === other.name;
}

type Known = { nodes: ReadonlyMap<string, OrganisationNode>; centreIds: ReadonlySet<string> };

function findRefused(rows: readonly OrganisationRow[], { nodes, centreIds }: Known): RefusedRow[] {
  const first = new Map<string, OrganisationRow>();
  const positions = new Set<string>();
  const named = new Set(rows.filter(isOfNode).map(({ id }) => id));
  return rows.flatMap((row, at): RefusedRow[] => {
    const { id, name, parentId } = row;
    const key = `${isOfNode(row) ? "node" : "centre"}\u0000${id}`;
    const position = `${key}\u0000${row.from}`;
    const refusal = (column: OrganisationColumn, code: OrganisationFault, facts = id) => {
      return { at, column, code, facts };
    };
    const refused: RefusedRow[] = [];
    if (positions.has(position)) refused.push(refusal("from", "row-twice"));
    if (!isOfNode(row) && !centreIds.has(id)) refused.push(refusal("id", "centre-unknown"));
    if (isOfNode(row) && name === "") refused.push(refusal("name", "name-missing"));
    const earlier = first.get(key);
    if (earlier !== undefined && isOfNode(row) && isOfNode(earlier) && !isSame(earlier, row)) {
      refused.push(refusal("name", "name-differs"));
    }
    if (parentId !== null && !nodes.has(parentId) && !named.has(parentId)) {
      refused.push(refusal("parent", "parent-unknown", parentId));
    }
    positions.add(position);
    if (earlier === undefined) first.set(key, row);
    return refused;
  });
}

/** Rows of one child are compared in the order of their dates, each with those before it. */
function listMoves(rows: readonly OrganisationRow[], positions: readonly Position[]): Move[] {
  const known = new Map<string, Position[]>();
  for (const position of positions) {
    known.set(position.childId, [...(known.get(position.childId) ?? []), position]);
  }
  const moves: Move[] = [];
  for (const { id, parentId, from } of rows.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const own = known.get(id) ?? [];
    const inForce = resolveParents(own, from);
    if (inForce.has(id) && inForce.get(id) === parentId) continue;
    moves.push({ childId: id, parentId, before: inForce.get(id) ?? null, validFrom: from });
    known.set(id, [...own, { childId: id, parentId, validFrom: from, version: Infinity }]);
  }
  return moves;
}

function refuseCycle(rows: readonly OrganisationRow[], nodeIds: readonly string[]): RefusedRow[] {
  const facts = [...nodeIds, nodeIds[0] ?? ""].join(" → ");
  return rows.flatMap((row, at): RefusedRow[] => {
    const isPart = isOfNode(row) && nodeIds.includes(row.id);
    return isPart ? [{ at, column: "parent", code: "cycle", facts }] : [];
  });
}
