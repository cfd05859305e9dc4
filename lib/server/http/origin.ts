import "server-only";

/**
 * Refuses a change that a page of another site requests with our user's cookie. Fetch Metadata
 * decides where the browser sends it, Origin otherwise; a client that sends neither is not a
 * browser.
 */
import { AppError } from "../app-error";
import { env } from "../env";

const READS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** A browser never adds an API token by itself, so Bearer requests are exempt. */
export function refuseCrossSite(request: Request): void {
  if (READS.includes(request.method) || isBearer(request)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  // "none" is a navigation by the user (address bar, bookmark), which never sends a change.
  const siteIsOurs = site === null || site === "same-origin";
  const originIsOurs = origin === null || ownOrigins(request).includes(origin);
  if (siteIsOurs && originIsOurs) return;
  throw new AppError("CROSS_SITE", "Send this request from a page of Counterfoil itself.");
}

export function isBearer(request: Pick<Request, "headers">): boolean {
  return /^Bearer /i.test(request.headers.get("authorization") ?? "");
}

/**
 * The configured address, and the one that the browser named: a page elsewhere can choose neither
 * the Host nor the Origin that a browser sends.
 */
function ownOrigins(request: Request): string[] {
  const host = request.headers.get("host");
  const configured = new URL(env().baseUrl).origin;
  if (host === null) return [configured];
  return [configured, `http://${host}`, `https://${host}`];
}
