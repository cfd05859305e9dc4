"use client";

/**
 * The filters are stored in the address: each change is a step in the browser's history, which Back
 * undoes.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import {
  type AuditFilters,
  readAuditFilters,
  writeAuditFilters,
} from "@/lib/domain/screen/audit-filters";

export type ChangeAuditFilters = (change: Partial<AuditFilters>) => void;

export function useAuditFilters(): [AuditFilters, ChangeAuditFilters] {
  const params = useSearchParams();
  const path = usePathname();
  const filters = useMemo(() => readAuditFilters(params), [params]);
  const change: ChangeAuditFilters = (part) => {
    const query = new URLSearchParams(writeAuditFilters({ ...filters, ...part })).toString();
    window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
  };
  return [filters, change];
}
