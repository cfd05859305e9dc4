import "server-only";

/** Reads and changes who has to have a second factor, which applies at once. */
import type { SaveSignInRules, SignInRulesRow } from "@/lib/contracts/sign-in-rules";
import type { Scope } from "@/lib/domain/permission";
import {
  NEW_SIGN_IN_RULES,
  type SignInRules,
  USUAL_SIGN_IN_RULES,
} from "@/lib/domain/security/sign-in-rules";
import { appendAudit } from "../audit/append";
import { SIGN_IN_RULES_SETTING } from "../auth/lacks-factor";
import { type Sql, sql as once } from "../db/sql";
import { readSetting, saveSetting, type Setting } from "./versioned-setting";

const RULES: Setting<SignInRules> = { name: SIGN_IN_RULES_SETTING, usual: USUAL_SIGN_IN_RULES };

export function getSignInRules(_scope: Scope<"user:administer">): Promise<SignInRulesRow> {
  return readSetting(once, RULES);
}

export function saveSignInRules(
  { actorId }: Scope<"user:administer">,
  { basedOnVersion, ...after }: SaveSignInRules,
): Promise<SignInRulesRow> {
  return saveSetting(RULES, { actorId, basedOnVersion, after });
}

/** An installation that begins asks signatories for a second factor from the first sign-in on. */
export async function beginSignInRules(sql: Sql): Promise<void> {
  const after = NEW_SIGN_IN_RULES;
  const started = await sql(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT DO NOTHING RETURNING name`,
    [SIGN_IN_RULES_SETTING, JSON.stringify(after)],
  );
  if (started.length > 0)
    await appendAudit(sql, { actorId: null, action: "setting.changed", after });
}
