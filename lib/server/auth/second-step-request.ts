import "server-only";

/** Serves the form of the second step, which works without scripts, as the first one does. */
import type { SecondFactorProof } from "@/lib/contracts/second-factor";
import { AppError, isAppError } from "../app-error";
import { addressOf } from "../http/address";
import { cookiesOf } from "../http/cookies";
import { problemResponse } from "../http/problem";
import { recordSecurityEvent } from "../security-log/record";
import { readCsrfToken } from "./csrf";
import { parseAssertion } from "./passkey-sign-in";
import { safePath } from "./path";
import { rememberDevice } from "./remember-device";
import { completeSession, findWaitingPerson, takeSecondFactor } from "./second-step";
import { csrfCookieName, type SessionClaims } from "./session";

export async function handleSecondStep(
  request: Request,
  session: SessionClaims | null,
  body: Record<string, string>,
): Promise<Response> {
  const isPage = (request.headers.get("accept") ?? "").includes("text/html");
  const next = safePath(body.callbackUrl);
  try {
    const cookie = await takeStep(request, session, body);
    const headers = { location: next, "set-cookie": cookie, "cache-control": "no-store" };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    const isRefused = isAppError(error) && error.code !== "UNEXPECTED";
    if (!isPage || !isRefused) return problemResponse(error, request);
    const isPasskey = error.details.reason === "passkey-wrong";
    const refused = isPasskey ? "passkey-refused" : (ERRORS[error.code] ?? "refused");
    const query = new URLSearchParams({ error: refused });
    const { retryAfter } = error.details;
    if (retryAfter !== undefined) query.set("wait", String(retryAfter));
    if (next !== "/") query.set("next", next);
    return new Response(null, { status: 303, headers: { location: `/sign-in?${query}` } });
  }
}

const ERRORS: Partial<Record<string, string>> = {
  REFUSED: "code-refused",
  TOO_MANY_REQUESTS: "throttled",
  UNAUTHENTICATED: "step-over",
};

/** What can't be read is a wrong code. */
function readProof({ code, assertion }: Record<string, string>): Partial<SecondFactorProof> {
  const parsed = parseAssertion(assertion);
  return parsed === null ? { code } : { assertion: parsed };
}

/** Returns the cookie by which the account knows this browser from now on. */
async function takeStep(
  request: Request,
  session: SessionClaims | null,
  body: Record<string, string>,
): Promise<string> {
  const person = session === null ? null : await findWaitingPerson(session);
  const token = readCsrfToken(cookiesOf(request)[csrfCookieName()]);
  if (session === null || person === null || token === null || token !== body.csrfToken) {
    throw new AppError("UNAUTHENTICATED", "Sign in with your password first.");
  }
  const { id, email } = person;
  let isEmergency = false;
  try {
    const factor = await takeSecondFactor(readProof(body), {
      userId: id,
      sessionId: session.sessionId,
      purpose: "second-step",
      address: addressOf(request),
    });
    isEmergency = await completeSession(session, factor);
  } catch (error) {
    const isDelayed = isAppError(error) && error.code === "TOO_MANY_REQUESTS";
    const kind = isDelayed ? "sign-in-delayed" : "sign-in-failed";
    recordSecurityEvent(request, { kind, personId: id, detail: "second-factor" });
    throw error;
  }
  recordSecurityEvent(request, { kind: "sign-in-succeeded", personId: id, account: email });
  if (isEmergency) recordSecurityEvent(request, { kind: "emergency-sign-in", personId: id });
  return rememberDevice(request, { ...person, sessionId: session.sessionId });
}
