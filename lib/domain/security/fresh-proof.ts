/**
 * What takes a fresh proof: whoever finds a browser signed in must not sign days off, grant rights
 * or read original cash sheets with it. The session must have been proved, by signing in or by
 * confirming it again, within the last minutes.
 */
import type { Permission } from "../permission";

/** Every change that one of these allows takes a fresh proof. */
const CHANGES: ReadonlySet<Permission> = new Set<Permission>([
  "reconciliation:approve",
  "reconciliation:close",
  "reconciliation:reopen",
  "period:close",
  "tolerance:change",
  "user:administer",
  "device:administer",
  "security:administer",
  "centre:administer",
  "centre:configure",
  "journal:configure",
  "webhook:administer",
  "cashrec:probe",
  "cashrec:connect",
]);

/** Reading takes one too: what Cashrec sent as it is. */
const READS: ReadonlySet<Permission> = new Set<Permission>(["sheet:view-raw"]);

/** The pages that open with these; what an open page reads again asks nobody. */
const PAGES: ReadonlySet<Permission> = new Set<Permission>([
  ...READS,
  "cashrec:probe",
  "cashrec:connect",
]);

export function requestTakesFreshProof(permission: Permission, method: string): boolean {
  return READS.has(permission) || (method !== "GET" && CHANGES.has(permission));
}

export function pageTakesFreshProof(permission: Permission): boolean {
  return PAGES.has(permission);
}
