import "server-only";

/** Reads what an identity provider publishes about itself (OpenID Connect Discovery 1.0). */
import { z } from "zod";
import { AppError } from "../app-error";
import { isSecureUrl, type OidcProvider } from "../env-oidc";
import { log } from "../log";
import { fetchBounded } from "./bounded-fetch";

/**
 * Whoever can read a shared secret could sign with one, and "none" is no signature: only algorithms
 * with a key pair are accepted, whatever the provider offers.
 */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
const MINUTES_REMEMBERED = 10;

const urlSchema = z.string().refine(isSecureUrl);
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: urlSchema,
  token_endpoint: urlSchema,
  jwks_uri: urlSchema,
  end_session_endpoint: z.exactOptional(urlSchema).catch(undefined as never),
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
export type ProviderMetadata = z.infer<typeof metadataSchema>;

type Remembered = { until: number; metadata: Promise<ProviderMetadata> };
const remembered = new Map<string, Remembered>();

/**
 * Throws when it can't be reached, or when what it says can't be used. Those who ask at once share
 * a request: anybody may cause one, and a provider that is down lets them wait for seconds.
 */
export function discover({ issuer }: OidcProvider): Promise<ProviderMetadata> {
  const known = remembered.get(issuer);
  if (known !== undefined && known.until > Date.now()) return known.metadata;
  const metadata = request(issuer);
  remembered.set(issuer, { until: Date.now() + MINUTES_REMEMBERED * 60_000, metadata });
  metadata.catch(() => remembered.delete(issuer));
  return metadata;
}

/** Null when it can't be reached or used, for those who go on without it. */
export async function findMetadata(provider: OidcProvider): Promise<ProviderMetadata | null> {
  try {
    return await discover(provider);
  } catch (error) {
    log().warn({ err: error, provider: provider.id }, "the identity provider can't be used");
    return null;
  }
}

async function request(issuer: string): Promise<ProviderMetadata> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetchBounded(url, { headers: { accept: "application/json" } });
  const parsed = metadataSchema.safeParse(response.ok ? await response.json() : null);
  if (!parsed.success) throw unusable("publishes no metadata that can be used");
  const metadata = parsed.data;
  if (metadata.issuer !== issuer) throw unusable("calls itself by another name than configured");
  const algorithms = metadata.id_token_signing_alg_values_supported.filter((name) =>
    ALGORITHMS.includes(name),
  );
  if (algorithms.length === 0) throw unusable("signs by no algorithm that is accepted");
  return { ...metadata, id_token_signing_alg_values_supported: algorithms };
}

function unusable(what: string): AppError {
  return new AppError("UPSTREAM_UNAVAILABLE", `The identity provider ${what}.`);
}
