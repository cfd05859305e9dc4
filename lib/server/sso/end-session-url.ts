import "server-only";

/** Where to sign out at an identity provider (OpenID Connect RP-Initiated Logout 1.0). */
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { findMetadata } from "./discover";

/** Null when it offers none, or can't be reached. */
export async function findEndSession(provider: OidcProvider): Promise<string | null> {
  return (await findMetadata(provider))?.end_session_endpoint ?? null;
}

/** The provider leads back to it, once it is registered there. */
export function signedOutUri(): string {
  return `${env().baseUrl}/sign-in`;
}

type Leaving = {
  /** What signed the person in; it says to the provider whom to sign out without asking. */
  idToken: string | null;
  email: string;
  state: string;
};

export function endSessionUrl(
  endpoint: string,
  { clientId }: OidcProvider,
  { idToken, email, state }: Leaving,
): string {
  const url = new URL(endpoint);
  if (idToken === null) url.searchParams.set("logout_hint", email);
  else url.searchParams.set("id_token_hint", idToken);
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("post_logout_redirect_uri", signedOutUri());
  url.searchParams.set("state", state);
  return url.href;
}
