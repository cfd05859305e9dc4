/** Which of somebody's roles a list names, where they have one in many centres. */
import { EVERYWHERE, type Role, ROLES } from "../permission";
import type { GrantedRole } from "../permission-change";

const NAMED_MAX = 3;

type RoleInScopes = {
  role: Role;
  isEverywhere: boolean;
  named: GrantedRole[];
  /** So many more there are. */
  more: number;
};

/** In the order of the roles. */
export function listNamedRoles(roles: readonly GrantedRole[]): RoleInScopes[] {
  return ROLES.flatMap((role) => {
    const granted = roles.filter((one) => one.role === role);
    if (granted.length === 0) return [];
    const isEverywhere = granted.some((one) => "centreId" in one && one.centreId === EVERYWHERE);
    const named = isEverywhere ? [] : granted.slice(0, NAMED_MAX);
    return { role, isEverywhere, named, more: granted.length - named.length };
  });
}

/** The centres among them, whose names a list needs. */
export function listNamedCentres(roles: readonly GrantedRole[]): string[] {
  const named = listNamedRoles(roles).flatMap((one) => one.named);
  return named.flatMap((one) => ("centreId" in one ? [one.centreId] : []));
}
