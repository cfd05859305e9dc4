/** Tells a page in which of the reader's centres they may do something. */
import { type Actor, can, EVERYWHERE, type Permission, type Scope } from "./permission";

/** Lists the centres of a scope in which somebody has a permission; null is every one of them. */
export function listCentresWith(
  actor: Actor,
  permission: Permission,
  { centreIds }: Scope<Permission>,
): readonly string[] | null {
  if (can(actor, permission, EVERYWHERE)) return null;
  const own = (centreIds ?? [...actor.roles.keys()]).filter((id) => can(actor, permission, id));
  return own.length === centreIds?.length ? null : own;
}
