import "server-only";

/**
 * Signs in through an identity provider: `POST signin/<id>` leads the browser there, and the
 * provider leads it back to `GET callback/<id>`. The sign-in page says what went wrong; the log
 * gets the reason and never a token.
 */
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { addressOf } from "../http/address";
import { cookiesOf } from "../http/cookies";
import { log } from "../log";
import { recordSecurityEvent } from "../security-log/record";
import { discover, type ProviderMetadata } from "../sso/discover";
import { leadTo } from "../sso/lead-to";
import { matchAccount, type MatchedAccount, type MatchOutcome } from "../sso/match-account";
import { nextAuthProvider } from "../sso/next-auth-provider";
import type { Identity } from "../sso/redeem-code";
import { callNextAuth } from "./call-next-auth";
import { authOptions, type OpenedSession } from "./next-auth";
import { safePath } from "./path";
import { rememberDevice } from "./remember-device";
import { readSession, sessionCookieName } from "./session";
import { openSession } from "./session-row";

type Failure =
  | Exclude<MatchOutcome, { kind: "signed-in" }>["kind"]
  | "sso-cancelled"
  | "sso-failed"
  | "sso-unreachable";

/** Null when the action concerns no identity provider that is configured. */
export function findProvider(method: string, action: readonly string[]): OidcProvider | null {
  const [verb, id, ...rest] = action;
  const isOffered = ["POST signin", "GET callback"].includes(`${method} ${verb}`);
  if (!isOffered || rest.length > 0) return null;
  return env().oidcProviders.find((provider) => provider.id === id) ?? null;
}

export function listProviders(): { id: string; name: string }[] {
  return env().oidcProviders.map(({ id, name }) => ({ id, name }));
}

type Call = {
  request: Request;
  action: readonly string[];
  body: Record<string, string>;
};

export async function handleSingleSignOn(call: Call, provider: OidcProvider): Promise<Response> {
  const metadata = await findMetadata(provider);
  if (metadata === null) return backToSignIn("sso-unreachable", call.body.callbackUrl);
  return call.action[0] === "signin"
    ? start(call, provider, metadata)
    : finish(call, provider, metadata);
}

async function findMetadata(provider: OidcProvider): Promise<ProviderMetadata | null> {
  try {
    return await discover(provider);
  } catch (error) {
    log().warn({ err: error, provider: provider.id }, "the identity provider can't be used");
    return null;
  }
}

async function start(
  { request, action, body }: Call,
  provider: OidcProvider,
  metadata: ProviderMetadata,
): Promise<Response> {
  const { csrfToken = "", callbackUrl = "/", proof } = body;
  const options = authOptions({
    singleSignOn: {
      provider: nextAuthProvider(provider, metadata, () => undefined, proof === "fresh"),
      check: () => Promise.resolve(null),
    },
  });
  // The provider gets what we say, and nothing that the request adds in its query.
  const plain = new Request(new URL(new URL(request.url).pathname, request.url), {
    method: "POST",
    headers: request.headers,
  });
  const response = await callNextAuth({
    request: plain,
    action,
    body: { csrfToken, callbackUrl },
    cookies: cookiesOf(request),
    options,
    leadsTo: metadata.authorization_endpoint,
  });
  const location = response.headers.get("location") ?? "/";
  // Without a valid CSRF token, next-auth returns to the sign-in page.
  if (location.startsWith("/")) return backToSignIn("sso-failed", callbackUrl);
  return leadTo(location, { request, response, name: provider.name });
}

async function finish(
  { request, action, body }: Call,
  provider: OidcProvider,
  metadata: ProviderMetadata,
): Promise<Response> {
  let identity: Identity | null = null;
  let outcome: MatchOutcome | null = null;
  let sessionId = "";
  const options = authOptions({
    singleSignOn: {
      provider: nextAuthProvider(provider, metadata, (found) => (identity = found)),
      check: async () => {
        if (identity === null) return null;
        outcome = await matchAccount(provider, identity);
        if (outcome.kind !== "signed-in") return null;
        const opened = await open(request, outcome.user, identity);
        ({ sessionId } = opened);
        return opened;
      },
    },
  });
  const cookies = cookiesOf(request);
  const response = await callNextAuth({ request, action, body, cookies, options });
  const made = outcome as MatchOutcome | null;
  if (made?.kind === "signed-in") {
    recordSecurityEvent(request, { kind: "sign-in-succeeded", personId: made.user.id });
    const cookie = await rememberDevice(request, { ...made.user, sessionId });
    response.headers.append("set-cookie", cookie);
    return response;
  }
  recordSecurityEvent(request, { kind: "sign-in-failed" });
  const wasRefused = new URL(request.url).searchParams.has("error");
  return backToSignIn(made?.kind ?? (wasRefused ? "sso-cancelled" : "sso-failed"));
}

async function open(
  request: Request,
  user: MatchedAccount,
  { provedAt }: Identity,
): Promise<OpenedSession> {
  const cookies = cookiesOf(request);
  const factors = ["oidc"] as const;
  const { id: sessionId } = await openSession({
    userId: user.id,
    factors,
    address: addressOf(request),
    userAgent: request.headers.get("user-agent"),
    provedAt,
    replaced: await readSession(cookies[sessionCookieName()]),
  });
  return { ...user, factors, sessionId };
}

function backToSignIn(error: Failure, callbackUrl?: string): Response {
  const query = new URLSearchParams({ error });
  const next = safePath(callbackUrl);
  if (next !== "/") query.set("next", next);
  return new Response(null, { status: 303, headers: { location: `/sign-in?${query}` } });
}
