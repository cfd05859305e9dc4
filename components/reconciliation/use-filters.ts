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
  // The address also names the line that was opened last; another line leaves the filters the same.
  const written = new URLSearchParams(writeFilters(readFilters(params))).toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(written)), [written]);
  const change: ChangeFilters = (part) => {
    const query = new URLSearchParams(writeFilters({ ...filters, ...part })).toString();
    window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
  };
  return [filters, change];
}
