"use client";

/** Tenders that are filtered by, in words; by their ids until these are known. */
import { useQuery } from "@tanstack/react-query";
import { tendersQuery } from "@/lib/client/reconciliations";

export function useTenderNames(tenderIds: readonly string[]): string[] {
  const { data: tenders = [] } = useQuery({ ...tendersQuery(), enabled: tenderIds.length > 0 });
  const names = new Map(tenders.map(({ tenderId, tenderName }) => [tenderId, tenderName]));
  return tenderIds.map((id) => names.get(id) ?? id);
}
