import "server-only";

/**
 * Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6). It is signed by the provider,
 * for this client, minutes ago at most, and can't be an ID token, which has a nonce and no event.
 */
import { z } from "zod";
import { SKEW_SECONDS_MAX } from "@/lib/domain/sign-on/refuse-proof";
import type { OidcProvider } from "../env-oidc";
import type { ProviderMetadata } from "./discover";
import { verifyToken } from "./verify-token";

export const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

/**
 * Providers send it at once. One that is older was recorded somewhere. The specification requires
 * an expiry too since 2023; providers that were made before it state only when it was issued.
 */
const AGE_SECONDS_MAX = 5 * 60;

const idSchema = z.string().min(1).max(255);
const claimsSchema = z
  .object({
    jti: idSchema,
    sub: idSchema.optional(),
    sid: idSchema.optional(),
    events: z.object({ [LOGOUT_EVENT]: z.looseObject({}) }),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined, "has neither sub nor sid");

/** Whom the provider has signed out: a person, or one session of theirs. */
export type LogoutToken = { jti: string; sub: string | null; sid: string | null };

/** Throws when it is not one. */
export async function readLogoutToken(
  { issuer, clientId }: OidcProvider,
  metadata: ProviderMetadata,
  token: string,
): Promise<LogoutToken> {
  const payload = await verifyToken(metadata, token, {
    issuer,
    audience: clientId,
    clockTolerance: SKEW_SECONDS_MAX,
    maxTokenAge: AGE_SECONDS_MAX,
    requiredClaims: ["iat", "jti"],
  });
  const { jti, sub = null, sid = null } = claimsSchema.parse(payload);
  return { jti, sub, sid };
}
