import "server-only";

/**
 * Describes an identity provider to next-auth, which keeps state, nonce and PKCE verifier in sealed
 * cookies and redirects the browser. The code is redeemed by `redeemCode`, because next-auth sends
 * requests without bounds and accepts one algorithm only.
 */
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { OidcProvider } from "../env-oidc";
import { log } from "../log";
import { describeRefusal } from "./describe-refusal";
import type { ProviderMetadata } from "./discover";
import { type Identity, redeemCode, redirectUri } from "./redeem-code";

/** next-auth passes the nonce on, and its type forgets it. */
type OpenIdChecks = { state?: string; nonce?: string; code_verifier?: string };

/**
 * Whoever proved to the provider who they are within this time need not do it again. Asking for any
 * such time makes a provider say when it was, or a session opened silently would count as proved.
 */
const PROVED_SECONDS_MAX = 30 * 24 * 60 * 60;

export function nextAuthProvider(
  provider: OidcProvider,
  metadata: ProviderMetadata,
  onIdentity: (identity: Identity) => void,
  /** The provider has to ask for the proof, even of somebody who is signed in there. */
  asksForProof = false,
): OAuthConfig<object> {
  const { acrValues } = provider;
  let sub = "";
  return {
    id: provider.id,
    name: provider.name,
    type: "oauth",
    issuer: provider.issuer,
    clientId: provider.clientId,
    checks: ["pkce", "state", "nonce"],
    authorization: {
      url: metadata.authorization_endpoint,
      params: {
        scope: provider.scopes.join(" "),
        redirect_uri: redirectUri(provider),
        ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(" ") }),
        ...(asksForProof ? { prompt: "login", max_age: 0 } : { max_age: PROVED_SECONDS_MAX }),
      },
    },
    token: {
      url: metadata.token_endpoint,
      request: async ({ params, checks }) => {
        const { state = "", nonce = "", code_verifier: codeVerifier = "" } = checks as OpenIdChecks;
        const query = new URLSearchParams(Object.entries(params as Record<string, string>));
        try {
          const identity = await redeemCode(provider, query, { state, nonce, codeVerifier });
          ({ sub } = identity);
          onIdentity(identity);
          return { tokens: {} };
        } catch (error) {
          const reason = { err: error, provider: provider.id, ...describeRefusal(error) };
          log().warn(reason, "a sign-in was not accepted");
          throw error;
        }
      },
    },
    // Both are known from the ID token, which `redeemCode` has checked.
    userinfo: { request: () => ({}) },
    profile: () => ({ id: sub }),
  };
}
