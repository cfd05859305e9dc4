"use client";

/**
 * The filters are stored in the address: each change is a step in the browser's history, which Back
 * undoes.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Filters, readFilters, writeFilters } from "@/lib/domain/screen/line-filters";

export type ChangeFilters = (change: Partial<Filters>) => void;

export function useFilters(): [Filters, ChangeFilters] {
  const params = useSearchParams();
  const path = usePathname();
  const filters = useMemo(() => readFilters(params), [params]);
  const change: ChangeFilters = (part) => {
    const query = new URLSearchParams(writeFilters({ ...filters, ...part })).toString();
    window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
  };
  return [filters, change];
}
