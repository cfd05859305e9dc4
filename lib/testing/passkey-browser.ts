/** A browser at the sign-in page of the server, for tests of signing in. */
import { expect } from "vitest";
import type { PasskeyRequest } from "@/lib/contracts/passkey";
import { handleAuth } from "@/lib/server/auth/handler";
import { addPasskey, startPasskey } from "@/lib/server/users/passkeys";
import type { MadeUser } from "./arrange";
import type { Authenticator } from "./passkey-authenticator";

const BASE = "http://localhost:3000";
export const PASSWORD = "seven green umbrellas";
export const ADDRESS = "203.0.113.7";

export type Browser = { cookie: string; csrfToken: string };
export type Signed = Parameters<Authenticator["sign"]>[1];

export async function openBrowser(): Promise<Browser> {
  const csrf = await handleAuth(new Request(`${BASE}/api/auth/csrf`), ["csrf"]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return { cookie: jarOf(csrf), csrfToken };
}

function jarOf(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

/** The browser has the cookies of the response from then on. */
export async function send(
  browser: Browser,
  path: string,
  form: Record<string, string>,
): Promise<Response> {
  const { csrfToken, cookie } = browser;
  const request = new Request(`${BASE}/api/auth/${path}`, {
    method: "POST",
    headers: { cookie },
    body: new URLSearchParams({ csrfToken, callbackUrl: "/till-counts", ...form }),
  });
  const response = await handleAuth(request, path.split("/"));
  browser.cookie = [cookie, jarOf(response)].filter(Boolean).join("; ");
  return response;
}

/** Returns what a passkey has to sign in this browser. */
export async function ask({ cookie }: Browser): Promise<PasskeyRequest> {
  const request = new Request(`${BASE}/api/auth/passkey-options`, { headers: { cookie } });
  const response = await handleAuth(request, ["passkey-options"]);
  expect(response.status).toBe(200);
  return (await response.json()) as PasskeyRequest;
}

export async function signInBy(passkey: Authenticator, signed: Signed = {}) {
  const browser = await openBrowser();
  const assertion = JSON.stringify(passkey.sign(await ask(browser), signed));
  const response = await send(browser, "callback/passkey", { assertion });
  const location = response.headers.get("location");
  return { status: response.status, assertion, browser, location };
}

export function makeSession() {
  return { id: crypto.randomUUID(), endsAt: new Date(), isFresh: true, freshSeconds: null };
}

/** Adds the passkey in a session of the person, and returns the recovery codes. */
export async function addTo(
  { actor }: MadeUser,
  passkey: Authenticator,
  signed: Signed = {},
): Promise<string[]> {
  const person = { actor, session: makeSession() };
  const options = await startPasskey(person, { password: PASSWORD }, { address: ADDRESS });
  const credential = passkey.create(options, signed);
  return (await addPasskey(person, { name: "Phone", credential })).codes;
}
