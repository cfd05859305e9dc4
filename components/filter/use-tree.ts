"use client";

/** Reads the tree of the organisation for a choice of nodes and centres. It rarely changes. */
import { useQuery } from "@tanstack/react-query";
import { choiceTreeQuery } from "@/lib/client/organisation";
import type { Organisation } from "@/lib/contracts/organisation";
import type { Narrowing } from "@/lib/domain/line-filter";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useNamedCentres } from "../centre/use-centre-search";

const NOTHING: Pick<Organisation, "nodes" | "centres"> = { nodes: [], centres: [] };

export function useTree(): Pick<Organisation, "nodes" | "centres"> {
  const { data = NOTHING } = useQuery(choiceTreeQuery());
  return data;
}

type Named = { id: string; name: string };

/** The names of the nodes and centres that a filter names; an unknown one is named by its id. */
export function useChosenNames(
  { nodeIds, centreIds }: Pick<Narrowing, "nodeIds" | "centreIds">,
  offer: CentreOffer<OfferedCentre>,
): string[] {
  const { nodes } = useTree();
  const centres = useNamedCentres(offer, centreIds);
  const nameIn = (known: readonly Named[]) => (id: string) =>
    known.find((one) => one.id === id)?.name ?? id;
  return [...nodeIds.map(nameIn(nodes)), ...centreIds.map(nameIn(centres))];
}
