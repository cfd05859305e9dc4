import "server-only";

/**
 * Says what a browser has to sign: for the second step of the session that waits for one, and
 * otherwise to sign in with the passkey alone. Nothing is stored, and nobody is named to a browser
 * that has not proved the password.
 */
import { type PasskeyRequest, passkeyRequestSchema } from "@/lib/contracts/passkey";
import { AppError } from "../app-error";
import { cookiesOf } from "../http/cookies";
import { readCsrfToken } from "./csrf";
import { requestPasskey } from "./passkey";
import { findWaitingPerson } from "./second-step";
import { csrfCookieName, type SessionClaims } from "./session";

export async function describePasskeyRequest(
  request: Request,
  session: SessionClaims | null,
): Promise<Response> {
  const options = await findOptions(request, session);
  if (options === null) throw new AppError("NOT_FOUND", "There is no passkey to sign in with.");
  return Response.json(passkeyRequestSchema.parse(options), {
    headers: { "cache-control": "no-store" },
  });
}

async function findOptions(
  request: Request,
  session: SessionClaims | null,
): Promise<PasskeyRequest | null> {
  const waiting = session === null ? null : await findWaitingPerson(session);
  if (session !== null && waiting !== null) {
    return requestPasskey({ purpose: "second-step", binding: session.sessionId }, waiting.id);
  }
  const browser = readCsrfToken(cookiesOf(request)[csrfCookieName()]);
  if (browser === null) throw new AppError("UNAUTHENTICATED", "Open the sign-in page first.");
  return requestPasskey({ purpose: "sign-in", binding: browser }, null);
}
