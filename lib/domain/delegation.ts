/**
 * What an administrator of some centres may do to people: give and take back roles within those
 * centres and nodes, and change the accounts of people who have no role beyond them. Nobody reaches
 * a right outside of their own area in this way, in however many steps.
 */
import { type GrantedRole, sortRoles } from "./permission-change";

/** The centres and nodes that somebody administers; null is everything there is. */
export type Area = {
  centreIds: ReadonlySet<string>;
  /** Those on which a role of theirs is, and those below; not those above their centres. */
  nodeIds: ReadonlySet<string>;
} | null;

/** All roles of a person: by hand, by rules, and those that wait for a second administrator. */
export type RolesOfPerson = {
  roles: readonly GrantedRole[];
  ruleRoles: readonly GrantedRole[];
  waiting: readonly GrantedRole[];
};

export function isInArea(area: Area, granted: GrantedRole): boolean {
  if (area === null) return true;
  return "nodeId" in granted
    ? area.nodeIds.has(granted.nodeId)
    : area.centreIds.has(granted.centreId);
}

export function listInArea(area: Area, roles: readonly GrantedRole[]): GrantedRole[] {
  return roles.filter((granted) => isInArea(area, granted));
}

/**
 * "none" looks like nobody at all. Of a person who is "partly" within an area only the roles within
 * are shown, and only those can be changed.
 */
export type Presence = "none" | "partly" | "wholly";

export function presenceIn(area: Area, person: RolesOfPerson): Presence {
  if (area === null) return "wholly";
  const all = [...person.roles, ...person.ruleRoles, ...person.waiting];
  const inside = listInArea(area, all).length;
  if (inside === 0) return "none";
  return inside === all.length ? "wholly" : "partly";
}

/** Roles outside of the area stay as they are, whatever is wanted within it. */
export function replaceInArea(
  area: Area,
  before: readonly GrantedRole[],
  wanted: readonly GrantedRole[],
): GrantedRole[] {
  const outside = before.filter((granted) => !isInArea(area, granted));
  return sortRoles([...outside, ...listInArea(area, wanted)]);
}

type RequestOfPerson = {
  kind: "role" | "password-link" | "erasure" | "second-factor";
  /** Null for all but a role. */
  granted: GrantedRole | null;
};

/** Whether somebody may see, confirm and refuse what waits for a second administrator. */
export function concernsArea(
  area: Area,
  { kind, granted }: RequestOfPerson,
  person: RolesOfPerson,
): boolean {
  if (area === null) return true;
  if (granted !== null) return isInArea(area, granted);
  return kind !== "erasure" && presenceIn(area, person) === "wholly";
}
