"use client";

/** Reads the tree of the organisation for a choice of nodes and centres. It rarely changes. */
import { useQuery } from "@tanstack/react-query";
import { organisationQuery } from "@/lib/client/organisation";
import type { Organisation } from "@/lib/contracts/organisation";
import type { Narrowing } from "@/lib/domain/line-filter";

const FRESH_MS = 5 * 60_000;
const NOTHING: Pick<Organisation, "nodes" | "centres"> = { nodes: [], centres: [] };

export function useTree(): Pick<Organisation, "nodes" | "centres"> {
  const { data = NOTHING } = useQuery({ ...organisationQuery(null), staleTime: FRESH_MS });
  return data;
}

type Named = { id: string; name: string };

/** The names of the nodes and centres that a filter names; an unknown one is named by its id. */
export function useChosenNames(
  { nodeIds, centreIds }: Pick<Narrowing, "nodeIds" | "centreIds">,
  centres: readonly Named[],
): string[] {
  const { nodes } = useTree();
  const nameIn = (known: readonly Named[]) => (id: string) =>
    known.find((one) => one.id === id)?.name ?? id;
  return [...nodeIds.map(nameIn(nodes)), ...centreIds.map(nameIn(centres))];
}
