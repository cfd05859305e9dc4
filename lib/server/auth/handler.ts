import "server-only";

/**
 * Handles /api/auth/*: the few of next-auth's actions that this product uses, with our throttling
 * and our refusals. Browsers are redirected to the sign-in page; scripts get a problem document.
 */
import { AppError } from "../app-error";
import { addressOf } from "../http/address";
import { readText } from "../http/body";
import { cookiesOf } from "../http/cookies";
import { refuseCrossSite } from "../http/origin";
import { asFrom } from "../http/origin-of-request";
import { problemResponse } from "../http/problem";
import { recordRefusal } from "../security-log/refusals";
import { findSession } from "./actor";
import { findLogoutProvider, handleBackChannelLogout } from "./back-channel-logout";
import { readCsrfToken } from "./csrf";
import { recordSignIn } from "./record-sign-in";
import { deviceCookieName } from "./device";
import { callNextAuth } from "./call-next-auth";
import { knownDeviceCookieName } from "./known-device";
import type { Hooks, OpenedSession } from "./next-auth";
import { safePath } from "./path";
import { describeOpeningProvider, findOpeningProvider, leadToSignOut } from "./provider-sign-out";
import { rememberDevice } from "./remember-device";
import { csrfCookieName, readSession, type SessionClaims, sessionCookieName } from "./session";
import { endSession, type OpenedRow, openSession } from "./session-row";
import { handleSecondStep } from "./second-step-request";
import { describePasskeyRequest } from "./passkey-request";
import { signInByPasskey } from "./passkey-sign-in";
import { signInByPin } from "./pin-sign-in";
import { findProvider, handleSingleSignOn } from "./single-sign-on";
import { signIn, type SignInOutcome } from "./sign-in";
import { tooManyTries } from "./throttle";
import { writeTypedEmail } from "./typed-email";

const BODY_BYTES_MAX = 10_000;
/** The page says that it was not the fault of whoever signs in. */
const UNAVAILABLE = "/sign-in?error=unavailable";

export async function handleAuth(request: Request, action: readonly string[]): Promise<Response> {
  try {
    refuseCrossSite(request);
    const provider = findProvider(request.method, action);
    if (provider !== null) {
      return await asFrom(request, async () =>
        handleSingleSignOn({ request, action, body: await readBody(request) }, provider),
      );
    }
    const logout = findLogoutProvider(request.method, action);
    if (logout !== null)
      return await asFrom(request, () => handleBackChannelLogout(request, logout));
    if (!isOffered(request.method, action)) {
      throw new AppError("NOT_FOUND", "There is no such action.");
    }
    return await asFrom(request, () => handleOffered(request, action));
  } catch (error) {
    recordRefusal(request, error);
    const problem = problemResponse(error, request);
    if (problem.status < 500 || !wantsPage(request)) return problem;
    return new Response(null, { status: 303, headers: { location: UNAVAILABLE } });
  }
}

const OFFERED = [
  "GET csrf",
  "GET session",
  "GET providers",
  "GET signin",
  "POST signout",
  "GET signout",
  "POST callback/credentials",
  "POST callback/pin",
  "POST callback/passkey",
  "GET passkey-options",
  "POST second-step",
];

function isOffered(method: string, action: readonly string[]): boolean {
  const named = `${method} ${action.join("/")}`;
  return OFFERED.includes(named);
}

async function handleOffered(request: Request, action: readonly string[]): Promise<Response> {
  const body = await readBody(request);
  const cookies = cookiesOf(request);
  const session = await readSession(cookies[sessionCookieName()]);
  const deviceToken = cookies[deviceCookieName()];
  if (action[0] === "session") return describeSession(session, deviceToken);
  if (action[0] === "passkey-options") return describePasskeyRequest(request, session);
  if (action[0] === "second-step") return handleSecondStep(request, session, body);
  const device = cookies[knownDeviceCookieName()];
  let outcome: SignInOutcome | null = null;
  let opened: OpenedSession | null = null;
  let row: OpenedRow | null = null;
  let signedOut = false;
  const open = async (made: SignInOutcome): Promise<OpenedSession | null> => {
    outcome = made;
    if (made.kind !== "signed-in") return null;
    const { user } = made;
    row = await openSession({
      userId: user.id,
      factors: user.factors,
      address: addressOf(request),
      userAgent: request.headers.get("user-agent"),
      pin: user.pin,
      replaced: session,
    });
    opened = { ...user, sessionId: row.id };
    return opened;
  };
  const hooks: Hooks = {
    check: async () => open(await signIn(body, { address: addressOf(request), device })),
    checkPin: async () => open(await signInByPin(body, deviceToken)),
    checkPasskey: async () => {
      const csrfToken = readCsrfToken(cookies[csrfCookieName()]) ?? "";
      const sender = { address: addressOf(request), device };
      return open(await signInByPasskey(body.assertion, csrfToken, sender));
    },
    onSignOut: () => {
      signedOut = true;
    },
  };
  const response = await callNextAuth({ request, action, body, cookies, hooks });
  const leavesProvider = signedOut && body.also === "provider";
  const openedBy = leavesProvider && session !== null ? await findOpeningProvider(session) : null;
  if (signedOut && session !== null) await endSession(session);
  // Counts that were not sent yet stay in the storage, and theirs.
  if (signedOut) response.headers.set("clear-site-data", '"cache"');
  const { isComplete, isEmergency } = row ?? NOT_OPENED;
  if (outcome !== null && isComplete) {
    recordSignIn(request, outcome, { account: body.email, isEmergency });
  }
  if (isComplete) await remember(request, response, opened);
  if (openedBy !== null) return leadToSignOut(request, response, openedBy);
  return buildRefusal(outcome, request, body) ?? response;
}

/** Whoever was refused waits for no second step. */
const NOT_OPENED = { isComplete: true, isEmergency: false };

/** A shared device, where people sign in with a PIN, is nobody's own. */
async function remember(
  request: Request,
  response: Response,
  opened: OpenedSession | null,
): Promise<void> {
  if (opened === null || opened.pin !== undefined) return;
  response.headers.append("set-cookie", await rememberDevice(request, opened));
}

/** next-auth's own response would report an ended session as valid. */
async function describeSession(
  session: SessionClaims | null,
  deviceToken: string | undefined,
): Promise<Response> {
  const found = session === null ? null : await findSession(session, deviceToken);
  const headers = { "cache-control": "no-store" };
  if (session === null || found === null) return Response.json({}, { headers });
  const { actor, session: open } = found;
  const user = { id: actor.userId, name: actor.name };
  const provider = await describeOpeningProvider(session);
  return Response.json({ user, expires: open.endsAt.toISOString(), provider }, { headers });
}

function buildRefusal(
  outcome: SignInOutcome | null,
  request: Request,
  body: Record<string, string>,
): Response | null {
  if (outcome === null || outcome.kind === "signed-in") return null;
  if (wantsPage(request)) return backToSignIn(outcome, body);
  if (outcome.kind !== "throttled") {
    return problemResponse(new AppError("UNAUTHENTICATED", WHY[outcome.kind]), request);
  }
  return problemResponse(tooManyTries(outcome.seconds), request);
}

const WHY = {
  refused: "E-mail or password is wrong.",
  "only-providers":
    "People sign in through the identity provider here, or the emergency account's password is wrong.",
  "passkey-refused": "This passkey is unknown here, or was not used in time.",
  "device-refused": "This device is not allowed for PINs. Sign in with your password.",
  "pin-refused": "Centre, name or PIN is wrong.",
  "pin-locked": "This PIN is locked after too many wrong tries. Set a new one.",
};

function wantsPage(request: Request): boolean {
  return (request.headers.get("accept") ?? "").includes("text/html");
}

function backToSignIn(
  outcome: Exclude<SignInOutcome, { kind: "signed-in" }>,
  body: Record<string, string>,
): Response {
  const query = new URLSearchParams({ error: outcome.kind });
  if (outcome.kind === "throttled") query.set("wait", String(outcome.seconds));
  const next = safePath(body.callbackUrl);
  if (next !== "/") query.set("next", next);
  // The address is relative, so that it is valid under every name by which this server is reached.
  const headers = new Headers({ location: `/sign-in?${query}` });
  headers.append("set-cookie", writeTypedEmail(body.email ?? ""));
  return new Response(null, { status: 303, headers });
}

async function readBody(request: Request): Promise<Record<string, string>> {
  if (request.method !== "POST") return {};
  const text = await readText(request, BODY_BYTES_MAX, "Send less.");
  const isJson = (request.headers.get("content-type") ?? "").includes("json");
  if (!isJson) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => {
        return typeof entry[1] === "string";
      }),
    );
  } catch {
    throw new AppError("INVALID", "The body is not valid JSON.");
  }
}
