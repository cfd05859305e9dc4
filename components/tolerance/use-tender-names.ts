"use client";

/** Finds the names of the tenders that lines have, as far as Cashrec gave them. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { tendersQuery } from "@/lib/client/reconciliations";

export function useTenderNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(tendersQuery());
  return useMemo(
    () => new Map(data?.map(({ tenderId, tenderName }) => [tenderId, tenderName ?? tenderId])),
    [data],
  );
}
