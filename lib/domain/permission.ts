/**
 * Who may do what, and where. Roles are granted per centre, or in all of them ("*"). A `Scope`
 * proves that the permission was checked: only the two functions below create one, and every query
 * and command requires one.
 */
export const ROLES = ["counter", "reviewer", "approver", "auditor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "centre:view",
  "till-count:record",
  "till-count:import",
  "till-count:view",
  "recount:request",
  "reconciliation:view",
  "reconciliation:note",
  "reconciliation:explain",
  "reconciliation:review",
  "reconciliation:approve",
  "reconciliation:close",
  "reconciliation:reopen",
  "period:close",
  "tolerance:view",
  "tolerance:change",
  "variance:view",
  "sheet:view-raw",
  "sheet:import",
  "sync:start",
  "sync:view",
  "audit:view",
  "account:use",
  "centre:administer",
  "user:administer",
  "cashrec:probe",
  "thread:view",
  "thread:write",
  "line:assign",
  "journal:view",
  "journal:post",
  "journal:configure",
  "feed:read",
  "webhook:administer",
  "report:schedule",
  "cashrec:connect",
  "centre:configure",
  "device:administer",
  "security:administer",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * What an API token may be granted. Only a person at a browser may grant rights to people, let them
 * in by PIN, and say where cash sheets come from.
 */
export const TOKEN_PERMISSIONS = PERMISSIONS.filter(
  (permission) =>
    permission !== "user:administer" &&
    permission !== "device:administer" &&
    permission !== "security:administer" &&
    permission !== "cashrec:connect",
);
export type TokenPermission = (typeof TOKEN_PERMISSIONS)[number];

export const EVERYWHERE = "*";

export type Actor = {
  userId: string;
  name: string;
  /** Maps a centre id, or "*", to the roles granted there. */
  roles: ReadonlyMap<string, readonly Role[]>;
  /**
   * An API token restricts its owner to these permissions; they are null for a person at a browser.
   */
  limitedTo: readonly Permission[] | null;
};

declare const proven: unique symbol;
export type Scope<P extends Permission> = {
  readonly actorId: string;
  readonly actorName: string;
  /** The request may touch these centres; null is every centre there is. */
  readonly centreIds: readonly string[] | null;
  readonly [proven]: P;
};

const SEES: readonly Permission[] = [
  "centre:view",
  "till-count:view",
  "sync:view",
  "account:use",
  "thread:view",
];
/** What everyone may see who may see what is expected. */
const COMPARES: readonly Permission[] = [
  "report:schedule",
  "reconciliation:view",
  "tolerance:view",
  "variance:view",
  "feed:read",
];

/** Counters never see what is expected, so that they may not view reconciliations. */
const GRANTS: Record<Role, ReadonlySet<Permission>> = {
  counter: new Set<Permission>([...SEES, "till-count:record", "thread:write"]),
  reviewer: new Set<Permission>([
    ...SEES,
    ...COMPARES,
    "till-count:record",
    "till-count:import",
    "recount:request",
    "reconciliation:note",
    "reconciliation:explain",
    "reconciliation:review",
    "sync:start",
    "thread:write",
    "line:assign",
  ]),
  approver: new Set<Permission>([
    ...SEES,
    ...COMPARES,
    "till-count:record",
    "recount:request",
    "reconciliation:note",
    "reconciliation:explain",
    "reconciliation:approve",
    "reconciliation:close",
    "reconciliation:reopen",
    "period:close",
    "sync:start",
    "thread:write",
    "line:assign",
    "journal:view",
    "journal:post",
  ]),
  auditor: new Set<Permission>([
    ...SEES,
    ...COMPARES,
    "sheet:view-raw",
    "audit:view",
    "journal:view",
  ]),
  administrator: new Set<Permission>([
    ...SEES,
    ...COMPARES,
    "till-count:import",
    "reconciliation:note",
    "tolerance:change",
    "sheet:view-raw",
    "sheet:import",
    "sync:start",
    "audit:view",
    "centre:administer",
    "user:administer",
    "cashrec:probe",
    "cashrec:connect",
    "centre:configure",
    "device:administer",
    "security:administer",
    "webhook:administer",
    "thread:write",
    "line:assign",
    "journal:view",
    "journal:configure",
  ]),
};

/**
 * These concern the organisation, not a centre: only a role that is granted everywhere grants them,
 * whatever centre a request names.
 */
const ORGANISATION: ReadonlySet<Permission> = new Set<Permission>([
  "centre:administer",
  "security:administer",
  "cashrec:probe",
  "cashrec:connect",
  "journal:view",
  "journal:post",
  "journal:configure",
  "webhook:administer",
]);

export function isOfOrganisation(permission: Permission): boolean {
  return ORGANISATION.has(permission);
}

export function can(actor: Actor, permission: Permission, centreId: string): boolean {
  if (actor.limitedTo !== null && !isWithin(actor.limitedTo, permission)) return false;
  const local = ORGANISATION.has(permission) ? [] : (actor.roles.get(centreId) ?? []);
  const granted = [...local, ...(actor.roles.get(EVERYWHERE) ?? [])];
  return granted.some((role) => GRANTS[role].has(permission));
}

/** Lists the roles that grant a permission, wherever they are granted. */
export function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => GRANTS[role].has(permission));
}

/** It is all or nothing: one centre too many in the request, and there is no scope at all. */
export function prove<P extends Permission>(
  actor: Actor,
  permission: P,
  centreIds: readonly string[],
): Scope<P> | null {
  if (!centreIds.every((centreId) => can(actor, permission, centreId))) return null;
  return scope(actor, centreIds);
}

/**
 * Returns a scope of every centre where the actor has the permission, or null when there is none.
 */
export function proveAnywhere<P extends Permission>(actor: Actor, permission: P): Scope<P> | null {
  if (can(actor, permission, EVERYWHERE)) return scope(actor, null);
  const centreIds = [...actor.roles.keys()].filter((id) => can(actor, permission, id));
  return centreIds.length === 0 ? null : scope(actor, centreIds);
}

/** Tells whether all of these centres are within a scope. */
export function holdsAll(
  { centreIds }: Pick<Scope<Permission>, "centreIds">,
  named: readonly string[],
): boolean {
  return centreIds === null || named.every((id) => centreIds.includes(id));
}

/** Lists what a screen may offer: the permissions that the actor has in at least one centre. */
export function listPermissions(actor: Actor): Permission[] {
  return PERMISSIONS.filter((permission) => proveAnywhere(actor, permission) !== null);
}

/**
 * This also restricts a token that an earlier version granted more. Settings of one centre were a
 * part of "centre:administer", which tokens of then still have.
 */
function isWithin(limitedTo: readonly Permission[], permission: Permission): boolean {
  const isForTokens = TOKEN_PERMISSIONS.some((one) => one === permission);
  const isPartOf = permission === "centre:configure" && limitedTo.includes("centre:administer");
  return isForTokens && (isPartOf || limitedTo.includes(permission));
}

function scope<P extends Permission>(actor: Actor, centreIds: readonly string[] | null): Scope<P> {
  return { actorId: actor.userId, actorName: actor.name, centreIds } as Scope<P>;
}
