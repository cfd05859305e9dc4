"use client";

/** Adds to the targets of a page the centres that some roles name. */
import { useMemo } from "react";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { listNamedCentres } from "@/lib/domain/screen/named-roles";
import { useNamedCentres } from "../centre/use-centre-search";
import type { RoleTargets } from "./role-targets";

/** Each of the lists is shown by itself, and names its first roles. */
export function useNamedTargets(
  targets: RoleTargets,
  lists: readonly (readonly GrantedRole[])[],
): RoleTargets {
  const ids = [...new Set(lists.flatMap(listNamedCentres))];
  const centres = useNamedCentres(targets.offer, ids);
  return useMemo(() => ({ ...targets, offer: { ...targets.offer, centres } }), [targets, centres]);
}
