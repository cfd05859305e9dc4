"use client";

/** Finds the names of the tenders that are filtered by; until they are known it returns the ids. */
import { useQuery } from "@tanstack/react-query";
import { tendersQuery } from "@/lib/client/reconciliations";

export function useTenderNames(tenderIds: readonly string[]): string[] {
  const { data: tenders = [] } = useQuery({ ...tendersQuery(), enabled: tenderIds.length > 0 });
  const names = new Map(tenders.map(({ tenderId, tenderName }) => [tenderId, tenderName]));
  return tenderIds.map((id) => names.get(id) ?? id);
}
