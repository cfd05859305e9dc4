import "server-only";

/** Gives a person of the demonstration the scope of their role, for commands of the product. */
import { type Permission, proveAnywhere, type Role, type Scope } from "@/lib/domain/permission";

export function as<P extends Permission>(userId: string, role: Role, permission: P): Scope<P> {
  const roles = new Map([["*", [role]]]);
  const scope = proveAnywhere({ userId, name: "", roles, limitedTo: null }, permission);
  if (scope === null) throw new Error(`The ${role} has no ${permission}.`);
  return scope;
}
