/** Finds the nodes above a centre at a date, the nearest first, as rules are sought. */
import type { OrganisationHistory } from "./organisation";
import { listStays, type Stay } from "./tree";

/** A function of a centre and a business date. */
export type PathLookup = (centreId: string, date: string) => readonly string[];

export const NO_PATHS: PathLookup = () => [];

/** The history must be without cycles; it may be of some centres and the nodes above them only. */
export function createPathLookup({
  nodePositions,
  centrePositions,
}: Pick<OrganisationHistory, "nodePositions" | "centrePositions">): PathLookup {
  const [nodes, centres] = [listStays(nodePositions), listStays(centrePositions)];
  return (centreId, date) => {
    const path: string[] = [];
    let nodeId = findParent(centres.get(centreId), date);
    while (nodeId !== null) {
      path.push(nodeId);
      nodeId = findParent(nodes.get(nodeId), date);
    }
    return path;
  };
}

function findParent(stays: readonly Stay[] | undefined, date: string): string | null {
  return stays?.findLast(({ from }) => from <= date)?.parentId ?? null;
}
