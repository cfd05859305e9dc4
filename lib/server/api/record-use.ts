import "server-only";

/** Records what the security log says of requests that were served. */
import type { Permission } from "@/lib/domain/permission";
import type { SecurityKind } from "@/lib/domain/security/events";
import type { Caller } from "../auth/actor";
import { recordSecurityEvent } from "../security-log/record";
import type { OutputType } from "./contract";

type Served = { permission: Permission; output: OutputType };

type Using = Pick<Caller, "actor" | "session">;

export function recordUse(request: Request, caller: Using, served: Served): void {
  const personId = caller.actor.userId;
  for (const kind of kindsOf(caller, served)) recordSecurityEvent(request, { kind, personId });
}

/** Only a token has no session. A file is whatever leaves as another media type than JSON. */
function kindsOf({ session }: Using, { permission, output }: Served): SecurityKind[] {
  const kinds: SecurityKind[] = [];
  if (session === null) kinds.push("token-used");
  if (permission === "sheet:view-raw") kinds.push("raw-sheet-read");
  if (typeof output === "string") kinds.push("file-downloaded");
  return kinds;
}
