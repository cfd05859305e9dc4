/**
 * Four eyes for administrators: whoever could sign days off, or give others that right, gets a role
 * only when two administrators want it. Otherwise one of them could be reviewer and approver at
 * once, in accounts of their own making.
 */
import { type GrantedRole, isSameGrant } from "./permission-change";
import type { Role } from "./permission";

export const ACCESS_REQUEST_KINDS = ["role", "password-link", "erasure", "second-factor"] as const;
export type AccessRequestKind = (typeof ACCESS_REQUEST_KINDS)[number];

/** Counters see nothing that is expected, and auditors change nothing. */
const CONFIRMED_ROLES: readonly Role[] = ["reviewer", "approver", "administrator"];

/** What takes effect at once, and what waits for another administrator. */
export type DividedGrants = { effective: GrantedRole[]; waiting: GrantedRole[] };

/** Roles that somebody has already stay, and an only administrator has nobody to ask. */
export function divideGrants(
  before: readonly GrantedRole[],
  after: readonly GrantedRole[],
  isOnlyAdministrator: boolean,
): DividedGrants {
  const waits = (granted: GrantedRole) =>
    !isOnlyAdministrator &&
    CONFIRMED_ROLES.includes(granted.role) &&
    !before.some((one) => isSameGrant(one, granted));
  return {
    effective: after.filter((granted) => !waits(granted)),
    waiting: after.filter(waits),
  };
}

export type DecisionRefusal = "own-request" | "own-account";

/** Tells why this administrator may not confirm a request; anybody may refuse one. */
export function refuseDecision(decision: {
  actorId: string;
  requestedById: string;
  userId: string;
  isOnlyAdministrator: boolean;
}): DecisionRefusal | null {
  const { actorId, requestedById, userId, isOnlyAdministrator } = decision;
  if (actorId === userId) return "own-account";
  return actorId === requestedById && !isOnlyAdministrator ? "own-request" : null;
}
