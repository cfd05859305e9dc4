import "server-only";

/**
 * Redeems the code that a browser brought from the identity provider, and checks the ID token:
 * signature, issuer, audience, nonce, expiry. The keys are requested each time, so that a provider
 * may replace them at any moment.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  clockTolerance,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
} from "openid-client";
import { z } from "zod";
import { type Assurance, readAssurance } from "@/lib/domain/sign-on/assurance";
import { readGroups } from "@/lib/domain/sign-on/read-groups";
import { SKEW_SECONDS_MAX } from "@/lib/domain/sign-on/refuse-proof";
import { AppError } from "../app-error";
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { authenticateClient } from "./authenticate-client";
import { fetchBounded } from "./bounded-fetch";
import { discover, type ProviderMetadata } from "./discover";

/** Entra ID states by "xms_edov" what others state by "email_verified". */
const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  iat: z.number(),
  sid: z.string().min(1).max(255).optional().catch(undefined),
  auth_time: z.number().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  xms_edov: z.unknown().optional(),
});

/** Who the provider says has signed in. */
export type Identity = {
  sub: string;
  name: string | null;
  /** Null unless the provider has verified that it is theirs. */
  verifiedEmail: string | null;
  /** Null when the provider says that it omitted them. */
  groups: readonly string[] | null;
  /** When they last proved to the provider who they are; null: it does not say so. */
  provedAt: Date | null;
  /** How the provider says that they signed in. */
  assurance: Assurance;
  /** What the provider calls their session there. */
  sid: string | null;
  idToken: string;
};

export type Checks = { state: string; nonce: string; codeVerifier: string };

export async function redeemCode(
  provider: OidcProvider,
  parameters: URLSearchParams,
  checks: Checks,
): Promise<Identity> {
  const metadata = await discover(provider);
  const url = new URL(redirectUri(provider));
  url.search = parameters.toString();
  const tokens = await authorizationCodeGrant(configure(provider, metadata), url, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.codeVerifier,
    idTokenExpected: true,
  });
  const sent = tokens.claims();
  const claims = claimsSchema.parse(sent);
  if (claims.iat > Date.now() / 1000 + SKEW_SECONDS_MAX) {
    throw new AppError("UPSTREAM_UNAVAILABLE", "The identity provider's token is of the future.");
  }
  const isVerified = isTrue(claims.email_verified) || isTrue(claims.xms_edov);
  return {
    sub: claims.sub,
    name: claims.name ?? null,
    verifiedEmail: isVerified ? (claims.email ?? null) : null,
    groups: readGroups({ ...sent }, provider.groupsClaim),
    provedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
    assurance: readAssurance({ ...sent }),
    sid: claims.sid ?? null,
    idToken: tokens.id_token ?? "",
  };
}

/** The provider sends browsers back to it. */
export function redirectUri({ id }: OidcProvider): string {
  return `${env().baseUrl}/api/auth/callback/${id}`;
}

function configure(provider: OidcProvider, metadata: ProviderMetadata): Configuration {
  const authentication = authenticateClient(provider, metadata);
  const client = { [clockTolerance]: SKEW_SECONDS_MAX };
  const configuration = new Configuration(metadata, provider.clientId, client, authentication);
  configuration[customFetch] = fetchBounded;
  // Without it, a token that comes over TLS is believed without its signature.
  enableNonRepudiationChecks(configuration);
  // `fetchBounded` refuses plain HTTP by itself, except on this machine.
  allowInsecureRequests(configuration);
  return configuration;
}

function isTrue(claim: unknown): boolean {
  return [true, "true", 1, "1"].includes(claim as never);
}
