import "server-only";

/** Reads and changes the limits of sessions, which apply at once to those that are open. */
import type { SaveSessionLimits, SessionLimitsRow } from "@/lib/contracts/session-limits";
import type { Scope } from "@/lib/domain/permission";
import { type SessionLimits, USUAL_SESSION_LIMITS } from "@/lib/domain/security/session-limits";
import { SESSION_LIMITS_SETTING } from "../auth/session-limits";
import { sql } from "../db/sql";
import { readSetting, saveSetting, type Setting } from "./versioned-setting";

const LIMITS: Setting<SessionLimits> = {
  name: SESSION_LIMITS_SETTING,
  usual: USUAL_SESSION_LIMITS,
};

export function getSessionLimits(_scope: Scope<"security:administer">): Promise<SessionLimitsRow> {
  return readSetting(sql, LIMITS);
}

export function saveSessionLimits(
  { actorId }: Scope<"security:administer">,
  { basedOnVersion, ...after }: SaveSessionLimits,
): Promise<SessionLimitsRow> {
  return saveSetting(LIMITS, { actorId, basedOnVersion, after });
}
