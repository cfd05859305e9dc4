import "server-only";

/** How the token endpoint of an identity provider knows that it is Counterfoil that asks. */
import { type ClientAuth, ClientSecretPost } from "openid-client";
import type { OidcProvider } from "../env-oidc";
import type { ProviderMetadata } from "./discover";

/** The file of providers decides; otherwise what the provider supports, a header before a form. */
export function authenticateClient(
  { clientSecret, tokenEndpointAuthMethod }: OidcProvider,
  { token_endpoint_auth_methods_supported: supported }: ProviderMetadata,
): ClientAuth {
  const usual = supported.includes("client_secret_basic")
    ? "client_secret_basic"
    : "client_secret_post";
  const method = tokenEndpointAuthMethod ?? usual;
  if (method === "client_secret_post") return ClientSecretPost(clientSecret);
  return (_server, { client_id: clientId }, _body, headers) => {
    const credentials = [clientId, clientSecret].map(encodeForm).join(":");
    headers.set("authorization", `Basic ${Buffer.from(credentials).toString("base64")}`);
  };
}

/**
 * Both are encoded as in a form (RFC 6749, 2.3.1). The library escapes "-", "." and "_" too, which
 * forms leave as they are: a provider that doesn't decode sees another secret then.
 */
function encodeForm(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
