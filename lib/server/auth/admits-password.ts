import "server-only";

/**
 * Whether a password opens an account, or a passkey alone: administrators may leave that to
 * identity providers, except for one account. It is read at each use, so that a change applies at
 * once.
 */
import { AppError } from "../app-error";
import { type Sql, sql as once } from "../db/sql";

export const SIGN_IN_RULES_SETTING = "sign-in-rules";

const ONLY_PROVIDERS = `
  SELECT FROM setting r
   WHERE r.name = '${SIGN_IN_RULES_SETTING}' AND r.value ->> 'onlyProviders' = 'true'`;

/** Of user `u`. */
export const ADMITS_PASSWORD = `
  (NOT EXISTS (${ONLY_PROVIDERS} AND r.value ->> 'emergencyUserId' IS DISTINCT FROM u.id::text))`;

/** Whether user `u` has the one account that a password opens while no other is. */
export const IS_EMERGENCY_ACCOUNT = `
  (EXISTS (${ONLY_PROVIDERS} AND r.value ->> 'emergencyUserId' = u.id::text))`;

export async function signsInByProvidersOnly(): Promise<boolean> {
  const [row] = await once<{ isSo: boolean }>(`SELECT EXISTS (${ONLY_PROVIDERS}) AS "isSo"`);
  return row?.isSo === true;
}

export async function admitsPassword(sql: Sql, userId: string): Promise<boolean> {
  const admitted = await sql(
    `SELECT u.id FROM "user" u WHERE u.id = $1::uuid AND ${ADMITS_PASSWORD}`,
    [userId],
  );
  return admitted.length > 0;
}

export async function requirePassword(sql: Sql, userId: string): Promise<void> {
  if (await admitsPassword(sql, userId)) return;
  throw new AppError("REFUSED", "People sign in through the identity provider here.", {
    reason: "only-providers",
  });
}
