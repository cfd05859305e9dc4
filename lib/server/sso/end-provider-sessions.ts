import "server-only";

/**
 * Ends the sessions that an identity provider opened, and has ended there. Those that a person
 * opened with a password or a passkey are not the provider's.
 */
import { appendAuditAll } from "../audit/append";
import { inTransaction } from "../db/sql";
import type { OidcProvider } from "../env-oidc";
import type { LogoutToken } from "./read-logout-token";

type EndedRow = { userId: string; browser: string | null; system: string | null };

/**
 * Returns how many ended; null when the token was used before. A session whose ID token named no
 * session of the provider ends with every one of its person.
 */
export async function endProviderSessions(
  { id, issuer }: OidcProvider,
  { jti, sub, sid }: LogoutToken,
): Promise<number | null> {
  return inTransaction(async ({ sql }) => {
    const taken = await sql(
      "INSERT INTO provider_logout (issuer, jti) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING jti",
      [issuer, jti],
    );
    if (taken.length === 0) return null;
    const ended = await sql<EndedRow>(
      `UPDATE sign_in_session s SET ended_at = now()
        WHERE s.ended_at IS NULL
          AND (s.issuer = $1 OR (s.issuer IS NULL AND s.factors = '{oidc}'))
          AND ($2::text IS NULL OR s.user_id = (
                 SELECT a.user_id FROM external_account a WHERE a.issuer = $1 AND a.subject = $2))
          AND ($3::text IS NULL OR s.provider_session = $3
               OR (s.provider_session IS NULL AND $2::text IS NOT NULL))
        RETURNING s.user_id::text AS "userId", s.browser, s.system`,
      [issuer, sub, sid],
    );
    await appendAuditAll(
      sql,
      ended.map((before) => ({
        actorId: null,
        action: "session.ended-by-provider",
        before,
        after: { userId: before.userId, provider: id },
      })),
    );
    return ended.length;
  });
}
