"use client";

/** Reads centres of a tree that has their number: those of opened nodes, and those that match. */
import { useQueries } from "@tanstack/react-query";
import { treeCentresQuery } from "@/lib/client/organisation";
import type { Organisation } from "@/lib/contracts/organisation";
import { nodeKey, type ShownTree } from "@/lib/domain/screen/organisation-rows";

type Shown = { opened: ReadonlySet<string>; text: string };

type TreeCentres = {
  tree: ShownTree;
  /** Of one part there are more than were read. */
  isCut: boolean;
  isReading: boolean;
};

export function useTreeCentres(tree: Organisation, { opened, text }: Shown): TreeCentres {
  const isRead = tree.outside !== undefined;
  const nodes = tree.nodes.filter(
    (node) => (node.centres ?? 0) > 0 && opened.has(nodeKey(node.id)),
  );
  const parts = [
    ...nodes.map(({ id }) => ({ nodeId: id })),
    ...(text === "" ? [] : [{ text }]),
    ...(text === "" && (tree.outside ?? 0) > 0 ? [{ outside: true as const }] : []),
  ];
  const read = useQueries({
    queries: isRead ? parts.map((part) => treeCentresQuery(tree.date, part)) : [],
  });
  if (!isRead) return { tree, isCut: false, isReading: false };
  const found = read.flatMap(({ data }) => data?.centres ?? []);
  const centres = [...new Map(found.map((centre) => [centre.id, centre])).values()];
  const isCut = read.some(({ data }) => data !== undefined && data.count > data.centres.length);
  const isReading = read.some(({ isPending }) => isPending);
  return { tree: { nodes: tree.nodes, centres }, isCut, isReading };
}
