"use client";

/**
 * The filters are stored in the address: each change is a step in the browser's history, which Back
 * undoes.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import {
  readVarianceFilters,
  type VarianceFilters,
  writeVarianceFilters,
} from "@/lib/domain/screen/variance-filters";

export type ChangeVariances = (change: Partial<VarianceFilters>) => void;

export function useVarianceFilters(today: string): [VarianceFilters, ChangeVariances] {
  const params = useSearchParams();
  const path = usePathname();
  const filters = useMemo(() => readVarianceFilters(params, today), [params, today]);
  const change: ChangeVariances = (part) => {
    const entries = writeVarianceFilters({ ...filters, ...part }, today);
    const query = new URLSearchParams(entries).toString();
    window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
  };
  return [filters, change];
}
