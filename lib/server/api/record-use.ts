import "server-only";

/** Records what the security log says of requests that were served. */
import type { Actor, Permission } from "@/lib/domain/permission";
import type { SecurityKind } from "@/lib/domain/security/events";
import { recordSecurityEvent } from "../security-log/record";
import type { OutputType } from "./contract";

type Served = { permission: Permission; output: OutputType };

export function recordUse(request: Request, actor: Actor, served: Served): void {
  const kinds = kindsOf(actor, served);
  for (const kind of kinds) recordSecurityEvent(request, { kind, personId: actor.userId });
}

/** A file is whatever leaves as another media type than JSON. */
function kindsOf({ limitedTo }: Actor, { permission, output }: Served): SecurityKind[] {
  const kinds: SecurityKind[] = [];
  if (limitedTo !== null) kinds.push("token-used");
  if (permission === "sheet:view-raw") kinds.push("raw-sheet-read");
  if (typeof output === "string") kinds.push("file-downloaded");
  return kinds;
}
