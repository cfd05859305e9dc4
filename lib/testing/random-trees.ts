/** Random histories of a small organisation, in which nodes and centres move. */
import fc from "fast-check";
import { findCycle } from "@/lib/domain/organisation/cycle";
import type { Position } from "@/lib/domain/organisation/organisation";

const TREE_NODES = ["A", "B", "C", "D"];
/** One has the id of a node as well. */
export const TREE_CENTRES = ["101", "102", "A"];
export const TREE_DATES = Array.from({ length: 6 }, (_, at) => `2026-01-0${at + 1}`);
export const TREE_SCOPES = ["*", ...TREE_CENTRES, ...TREE_NODES.map((id) => `@${id}`)];

const positionsOf = (children: string[]) =>
  fc
    .array(
      fc.record({
        childId: fc.constantFrom(...children),
        parentId: fc.option(fc.constantFrom(...TREE_NODES)),
        validFrom: fc.constantFrom(...TREE_DATES),
      }),
      { maxLength: 10 },
    )
    .map((rows) => rows.map((row, at): Position => ({ ...row, version: at + 1 })));

export const randomTrees = fc
  .record({
    nodes: fc.constant([]),
    nodePositions: positionsOf(TREE_NODES),
    centrePositions: positionsOf(TREE_CENTRES),
  })
  .filter(({ nodePositions }) => findCycle(nodePositions) === null);
