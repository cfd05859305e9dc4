import "server-only";

/** Reads and changes how people sign in, which applies at once. */
import type { SaveSignInRules, SignInRulesRow } from "@/lib/contracts/sign-in-rules";
import type { Scope } from "@/lib/domain/permission";
import {
  NEW_SIGN_IN_RULES,
  type OnlyProvidersRefusal,
  refuseOnlyProviders,
  type SignInRules,
  USUAL_SIGN_IN_RULES,
} from "@/lib/domain/security/sign-in-rules";
import { AppError, isAppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { SIGN_IN_RULES_SETTING } from "../auth/admits-password";
import { IS_ADMINISTRATOR } from "../auth/is-administrator";
import { IS_ENABLED } from "../db/enabled-account";
import { type Sql, sql as once } from "../db/sql";
import { env } from "../env";
import { readSetting, saveSetting, type Setting } from "./versioned-setting";

const RULES: Setting<SignInRules> = { name: SIGN_IN_RULES_SETTING, usual: USUAL_SIGN_IN_RULES };

type By = Scope<"security:administer">;

export function getSignInRules(_scope: By): Promise<SignInRulesRow> {
  return readSetting(once, RULES);
}

export function saveSignInRules(
  { actorId }: By,
  { basedOnVersion, ...after }: SaveSignInRules,
): Promise<SignInRulesRow> {
  return saveSetting(RULES, { actorId, basedOnVersion, after }, async (sql) => {
    if (!after.onlyProviders) return;
    const { emergencyUserId } = after;
    const accounts = await listAccounts(sql);
    const refusal = refuseOnlyProviders({
      isAllowedByOperator: env().security.allowsPasswords,
      hasProvider: env().oidcProviders.length > 0,
      isEmergencyAccountGood: accounts.some(({ id }) => id === emergencyUserId),
      administratorsByProvider: await countByProvider(sql, emergencyUserId),
    });
    if (refusal !== null) throw new AppError("REFUSED", WHY[refusal], { reason: refusal });
    await endSessionsByPassword(sql, { actorId, emergencyUserId });
  });
}

const WHY: Record<OnlyProvidersRefusal, string> = {
  "allowed-by-operator": "The environment lets passwords in: PASSWORD_SIGN_IN is “allow”.",
  "no-provider": "No identity provider is configured.",
  "no-emergency-account": "Choose an administrator of every centre who has a password.",
  "nobody-by-provider":
    "Another administrator has to sign in through the provider first, so that it is known to work.",
};

type EmergencyAccount = { id: string; name: string };

/** Whoever could be let in by a password in an emergency. */
export function listEmergencyAccounts(_scope: By): Promise<EmergencyAccount[]> {
  return listAccounts(once);
}

function listAccounts(sql: Sql): Promise<EmergencyAccount[]> {
  return sql<EmergencyAccount>(
    `SELECT u.id::text AS id, u.name FROM "user" u
      WHERE ${IS_ENABLED} AND ${IS_ADMINISTRATOR} AND u.password_hash IS NOT NULL
      ORDER BY lower(u.name), u.id`,
  );
}

async function countByProvider(sql: Sql, exceptId: string | null): Promise<number> {
  const issuers = env().oidcProviders.map(({ issuer }) => issuer);
  const [row] = await sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM "user" u
      WHERE ${IS_ENABLED} AND ${IS_ADMINISTRATOR} AND u.id IS DISTINCT FROM $1::uuid
        AND EXISTS (SELECT FROM external_account e
                     WHERE e.user_id = u.id AND e.issuer = ANY ($2::text[]))`,
    [exceptId, issuers],
  );
  return row?.count ?? 0;
}

type Ending = { actorId: string; emergencyUserId: string | null };

async function endSessionsByPassword(sql: Sql, { actorId, emergencyUserId }: Ending) {
  await sql(
    `UPDATE sign_in_session SET ended_at = now(), ended_by_id = $1::uuid
      WHERE ended_at IS NULL AND NOT factors && '{oidc,pin}'
        AND user_id IS DISTINCT FROM $2::uuid`,
    [actorId, emergencyUserId],
  );
}

/** An installation that begins asks signatories for a second factor from the first sign-in on. */
export async function beginSignInRules(sql: Sql): Promise<void> {
  const after = NEW_SIGN_IN_RULES;
  const started = await sql(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT DO NOTHING RETURNING name`,
    [SIGN_IN_RULES_SETTING, JSON.stringify(after)],
  );
  if (started.length > 0) {
    await appendAudit(sql, { actorId: null, action: "setting.changed", after });
  }
}

/** The way back of operators, when nobody gets in through a provider. */
export async function admitPasswordsAgain(): Promise<boolean> {
  const { version, ...rules } = await readSetting(once, RULES);
  if (!env().security.allowsPasswords || !rules.onlyProviders) return false;
  const after = { ...rules, onlyProviders: false };
  try {
    await saveSetting(RULES, { actorId: null, basedOnVersion: version, after });
  } catch (error) {
    // Another instance started at the same time, and has done it.
    if (isAppError(error) && error.code === "CONFLICT") return false;
    throw error;
  }
  return true;
}
