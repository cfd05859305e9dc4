import "server-only";

/**
 * Signs in through an identity provider: `POST signin/<id>` leads the browser there, and the
 * provider leads it back to `GET callback/<id>`. The sign-in page says what went wrong; the log
 * gets the reason and never a token.
 */
import { dateSignIn } from "@/lib/domain/sign-on/refuse-proof";
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { addressOf } from "../http/address";
import { cookiesOf } from "../http/cookies";
import { recordSecurityEvent } from "../security-log/record";
import { findMetadata, type ProviderMetadata } from "../sso/discover";
import { leadTo } from "../sso/lead-to";
import { matchAccount, type MatchedAccount } from "../sso/match-account";
import { nextAuthProvider } from "../sso/next-auth-provider";
import type { Identity } from "../sso/redeem-code";
import { findSession } from "./actor";
import { forgetAskedProof, readAskedProof, writeAskedProof } from "./asked-proof";
import { callNextAuth } from "./call-next-auth";
import { deviceCookieName } from "./device";
import type { Hooks, OpenedSession } from "./next-auth";
import { safePath } from "./path";
import { sealIdToken } from "./provider-sign-out";
import { rememberDevice } from "./remember-device";
import { readSession, sessionCookieName } from "./session";
import { openSession } from "./session-row";
import { backToProof, backToSignIn, checkProof, type Failure } from "./single-sign-on-failure";

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
  if (metadata === null) {
    const back = call.body.proof === "fresh" ? backToProof : backToSignIn;
    return back("sso-unreachable", call.body.callbackUrl);
  }
  return call.action[0] === "signin"
    ? start(call, provider, metadata)
    : finish(call, provider, metadata);
}

async function start(
  { request, action, body }: Call,
  provider: OidcProvider,
  metadata: ProviderMetadata,
): Promise<Response> {
  const { csrfToken = "", callbackUrl = "/", proof } = body;
  const hooks: Hooks = {
    singleSignOn: {
      provider: nextAuthProvider(provider, metadata, () => undefined, proof === "fresh"),
      check: () => Promise.resolve(null),
    },
  };
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
    hooks,
    leadsTo: metadata.authorization_endpoint,
  });
  const location = response.headers.get("location") ?? "/";
  // Without a valid CSRF token, next-auth returns to the sign-in page.
  if (location.startsWith("/")) return backToSignIn("sso-failed", callbackUrl);
  const asker = proof === "fresh" ? await findAsker(request) : null;
  if (asker !== null) {
    const state = new URL(location).searchParams.get("state") ?? "";
    const asked = await writeAskedProof({ userId: asker, state, next: safePath(callbackUrl) });
    response.headers.append("set-cookie", asked);
  }
  return leadTo(location, { request, response, name: provider.name });
}

/** Whose session asks for a proof; null when nobody is signed in, who then signs in instead. */
async function findAsker(request: Request): Promise<string | null> {
  const cookies = cookiesOf(request);
  const session = await readSession(cookies[sessionCookieName()]);
  if (session === null) return null;
  const found = await findSession(session, cookies[deviceCookieName()]);
  return found === null ? null : found.actor.userId;
}

type Finished = { failure: Failure; opened: OpenedSession | null };

async function finish(
  { request, action, body }: Call,
  provider: OidcProvider,
  metadata: ProviderMetadata,
): Promise<Response> {
  const cookies = cookiesOf(request);
  const query = new URL(request.url).searchParams;
  const asked = await readAskedProof(cookies, query.get("state"));
  const failure = query.has("error") ? "sso-cancelled" : "sso-failed";
  const finished: Finished = { failure, opened: null };
  let identity: Identity | null = null;
  const hooks: Hooks = {
    singleSignOn: {
      provider: nextAuthProvider(provider, metadata, (found) => (identity = found)),
      check: async () => {
        if (identity === null) return null;
        const refusal = asked === null ? null : await checkProof(asked, provider, identity);
        const outcome =
          refusal === null ? await matchAccount(provider, identity) : { kind: refusal };
        if (outcome.kind !== "signed-in") {
          finished.failure = outcome.kind;
          return null;
        }
        finished.opened = await open(request, outcome.user, { provider, identity });
        return finished.opened;
      },
    },
  };
  const response = await callNextAuth({ request, action, body, cookies, hooks });
  const { opened } = finished;
  if (opened === null) {
    const kind = asked === null ? "sign-in-failed" : "identity-not-proved";
    recordSecurityEvent(request, { kind, personId: asked?.userId });
    return asked === null
      ? backToSignIn(finished.failure)
      : backToProof(finished.failure, asked.next);
  }
  const kind = asked === null ? "sign-in-succeeded" : "identity-proved";
  recordSecurityEvent(request, { kind, personId: opened.id });
  response.headers.append("set-cookie", await rememberDevice(request, opened));
  if (asked !== null) response.headers.append("set-cookie", forgetAskedProof());
  return response;
}

type Brought = { provider: OidcProvider; identity: Identity };

async function open(
  request: Request,
  user: MatchedAccount,
  { provider, identity }: Brought,
): Promise<OpenedSession> {
  const cookies = cookiesOf(request);
  const factors = ["oidc"] as const;
  const { id: sessionId } = await openSession({
    userId: user.id,
    factors,
    address: addressOf(request),
    userAgent: request.headers.get("user-agent"),
    provider: {
      issuer: provider.issuer,
      sid: identity.sid,
      assurance: identity.assurance,
      sealedIdToken: await sealIdToken(identity.idToken),
    },
    provedAt: dateSignIn(identity.provedAt, provider.statesAuthTime),
    replaced: await readSession(cookies[sessionCookieName()]),
  });
  return { ...user, factors, sessionId };
}
