/**
 * What an administrator may not do to users: change their own roles, lock themselves out, or leave
 * the organisation without anyone who can administer it.
 */
import { EVERYWHERE, type Role } from "./permission";

/** A role on a node of the organisation counts in every centre below it. */
export type GrantedRole = { centreId: string; role: Role } | { nodeId: string; role: Role };
type UserState = {
  roles: readonly GrantedRole[];
  disabled: boolean;
  /** The business date on which the account ends; none where it is not known or has no end. */
  endsOn?: string | null;
};

export type UserChangeRefusal = "own-roles" | "own-account" | "last-administrator";

export type UserChange = {
  actorId: string;
  userId: string;
  before: UserState;
  after: UserState;
  /** How many others can sign in and administer everywhere. */
  otherAdministrators: number;
};

export function refuseUserChange(change: UserChange): UserChangeRefusal | null {
  const { actorId, userId, before, after, otherAdministrators } = change;
  const own = actorId === userId;
  const isEndChanged = (before.endsOn ?? null) !== (after.endsOn ?? null);
  if (own && (after.disabled || isEndChanged)) return "own-account";
  if (own && !sameRoles(before.roles, after.roles)) return "own-roles";
  const loses = isAdministrator(before) && !isAdministrator(after);
  return loses && otherAdministrators === 0 ? "last-administrator" : null;
}

/**
 * Sorts roles in a fixed order without duplicates, in which they are stored, compared and shown.
 */
export function sortRoles(roles: readonly GrantedRole[]): GrantedRole[] {
  const unique = new Map(roles.map((granted) => [keyOf(granted), granted]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

export function isSameGrant(one: GrantedRole, other: GrantedRole): boolean {
  return keyOf(one) === keyOf(other);
}

function sameRoles(one: readonly GrantedRole[], other: readonly GrantedRole[]): boolean {
  const [a, b] = [sortRoles(one), sortRoles(other)];
  return (
    a.length === b.length &&
    a.every((granted, at) => b[at] !== undefined && keyOf(granted) === keyOf(b[at]))
  );
}

/** Roles in centres come before those on nodes. */
function keyOf(granted: GrantedRole): string {
  const target = "nodeId" in granted ? ["node", granted.nodeId] : ["centre", granted.centreId];
  return [...target, granted.role].join("\u0000");
}

/** Of the whole organisation, and able to use it without an end. */
export function isAdministrator({ roles, disabled, endsOn = null }: UserState): boolean {
  const granted = roles.some(
    (one) => "centreId" in one && one.centreId === EVERYWHERE && one.role === "administrator",
  );
  return granted && !disabled && endsOn === null;
}
