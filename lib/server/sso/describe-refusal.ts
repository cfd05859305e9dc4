import "server-only";

/** Reads for the log why a token endpoint gave no token: the code (RFC 6749, 5.2), no sentence. */
import { ResponseBodyError, WWWAuthenticateChallengeError } from "openid-client";

/** The status is that of its response; the error is such as "invalid_client". */
export type Refusal = { oauthError?: string; status?: number };

const ERROR = /^[a-z_]{1,40}$/;

export function describeRefusal(error: unknown): Refusal {
  if (error instanceof WWWAuthenticateChallengeError) return { status: error.status };
  if (!(error instanceof ResponseBodyError)) return {};
  const { error: oauthError, status } = error;
  return ERROR.test(oauthError) ? { oauthError, status } : { status };
}
