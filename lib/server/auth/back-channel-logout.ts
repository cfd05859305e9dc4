import "server-only";

/**
 * Takes what an identity provider sends when somebody signs out there (OpenID Connect Back-Channel
 * Logout 1.0). Anybody can send it, so that its signature decides, and one address may send so many
 * a minute. The responses are those of the specification.
 */
import { AppError } from "../app-error";
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { addressOf } from "../http/address";
import { readText } from "../http/body";
import { networkOf } from "../http/network-of";
import { log } from "../log";
import { createRates, type Rates } from "../person-limits/rates";
import { processWide } from "../process-wide";
import { recordSecurityEvent } from "../security-log/record";
import { discover } from "../sso/discover";
import { endProviderSessions } from "../sso/end-provider-sessions";
import { readLogoutToken } from "../sso/read-logout-token";

const BYTES_MAX = 20_000;
/** A provider signs a whole company out at once. */
const PER_MINUTE_MAX = 600;
const FORM = "application/x-www-form-urlencoded";

const shared = processWide<Rates>("back-channel-logout");

/** Null when the request is another one. */
export function findLogoutProvider(
  method: string,
  [verb, id, ...rest]: readonly string[],
): OidcProvider | null {
  if (method !== "POST" || verb !== "back-channel-logout" || rest.length > 0) return null;
  return env().oidcProviders.find((provider) => provider.id === id) ?? null;
}

export async function handleBackChannelLogout(
  request: Request,
  provider: OidcProvider,
): Promise<Response> {
  countRequest(request);
  const text = await readText(request, BYTES_MAX, "Send one logout token.");
  const isForm = (request.headers.get("content-type") ?? "").startsWith(FORM);
  const tokens = isForm ? new URLSearchParams(text).getAll("logout_token") : [];
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) {
    return refuse(request, `Send one logout_token as ${FORM}.`);
  }
  try {
    const logout = await readLogoutToken(provider, await discover(provider), token);
    const ended = await endProviderSessions(provider, logout);
    if (ended === null) return refuse(request, "The logout token was used before.");
    recordSecurityEvent(request, { kind: "provider-logout", detail: provider.id });
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  } catch (error) {
    log().warn({ err: error, provider: provider.id }, "a logout token was not accepted");
    return refuse(request, "The logout token is not valid, or can't be verified now.");
  }
}

function countRequest(request: Request): void {
  const rates = (shared.value ??= createRates());
  const perMinute = PER_MINUTE_MAX * env().security.requestLimitsFactor;
  const retryAfter = rates.take(networkOf(addressOf(request)), perMinute, Date.now());
  if (retryAfter === 0) return;
  const message = `Too many logouts in a minute. Wait ${retryAfter} seconds, then try again.`;
  throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter });
}

function refuse(request: Request, description: string): Response {
  recordSecurityEvent(request, { kind: "provider-logout-refused" });
  const body = JSON.stringify({ error: "invalid_request", error_description: description });
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(body, { status: 400, headers });
}
