import "server-only";

/**
 * Verifies a token that an identity provider signed, with the keys that it publishes. They are
 * remembered, because anybody may send a token. Once in a while they are requested again, when none
 * of them fits a token, so that a provider may replace them at any moment, or when the last request
 * has failed.
 */
import { createLocalJWKSet, errors, jwtVerify, type JWTVerifyOptions } from "jose";
import { z } from "zod";
import { AppError } from "../app-error";
import { fetchBounded } from "./bounded-fetch";
import type { ProviderMetadata } from "./discover";

const MS_REMEMBERED = 10 * 60_000;
const MS_BETWEEN_REQUESTS = 15_000;

const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

type Keys = { requestedAt: number; find: Promise<ReturnType<typeof createLocalJWKSet>> };
const remembered = new Map<string, Keys>();

/** Returns the claims; throws when the token is not valid, or no key can be had. */
export async function verifyToken(
  { jwks_uri: url, id_token_signing_alg_values_supported: algorithms }: ProviderMetadata,
  token: string,
  options: JWTVerifyOptions,
): Promise<unknown> {
  const verify = async (notBefore: number) =>
    jwtVerify(token, await findKeys(url, notBefore), { ...options, algorithms });
  try {
    return (await verify(Date.now() - MS_REMEMBERED)).payload;
  } catch (error) {
    if (!mayHaveOtherKeys(error)) throw error;
    return (await verify(Date.now() - MS_BETWEEN_REQUESTS)).payload;
  }
}

/** No key fits, or the last request for the keys failed: another request may help. */
function mayHaveOtherKeys(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    !(error instanceof errors.JOSEError)
  );
}

/** Those that are remembered, unless they were requested before that. */
function findKeys(url: string, notBefore: number): Keys["find"] {
  const known = remembered.get(url);
  if (known !== undefined && known.requestedAt > notBefore) return known.find;
  const find = requestKeys(url);
  remembered.set(url, { requestedAt: Date.now(), find });
  return find;
}

async function requestKeys(url: string): ReturnType<typeof findKeys> {
  const response = await fetchBounded(url, { headers: { accept: "application/json" } });
  const parsed = keysSchema.safeParse(response.ok ? await response.json() : null);
  if (parsed.success) return createLocalJWKSet(parsed.data);
  throw new AppError("UPSTREAM_UNAVAILABLE", "The identity provider publishes no keys.");
}
