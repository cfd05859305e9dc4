/** A browser at the sign-in page of the server, and who uses it, for tests of signing in. */
import { expect } from "vitest";
import { z } from "zod";
import type { PasskeyRequest } from "@/lib/contracts/passkey";
import { route } from "@/lib/server/api/route";
import { handleAuth } from "@/lib/server/auth/handler";
import { hashPassword } from "@/lib/server/auth/password";
import { addPasskey, startPasskey } from "@/lib/server/users/passkeys";
import { makeCentre, type MadeUser, type MakeUser, makeUser } from "./arrange";
import type { Authenticator } from "./passkey-authenticator";

const BASE = "http://localhost:3000";
export const PASSWORD = "seven green umbrellas";
export const ADDRESS = "203.0.113.7";

export type Browser = { cookie: string; csrfToken: string };
export type Signed = Parameters<Authenticator["sign"]>[1];

let hash: Promise<string> | null = null;

/** Makes an approver who has the password. */
export async function makeSigner(made: Omit<MakeUser, "passwordHash"> = {}): Promise<MadeUser> {
  hash ??= hashPassword(PASSWORD);
  const { id: centreId } = await makeCentre();
  const roles = [{ centreId, role: "approver" as const }];
  return makeUser({ roles, ...made, passwordHash: await hash });
}

/** With the cookies of another one, such as what an account knows it by. */
export async function openBrowser(known = ""): Promise<Browser> {
  const csrf = await handleAuth(new Request(`${BASE}/api/auth/csrf`), ["csrf"]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return { cookie: [jarOf(csrf), known].filter(Boolean).join("; "), csrfToken };
}

/** Returns the cookies that a response sets, as a browser sends them back. */
export function jarOf(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

/** The browser has the cookies of the response from then on. */
export async function send(
  browser: Browser,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { csrfToken, cookie } = browser;
  const request = new Request(`${BASE}/api/auth/${path}`, {
    method: "POST",
    headers: { cookie, ...headers },
    body: new URLSearchParams({ csrfToken, callbackUrl: "/till-counts", ...form }),
  });
  const response = await handleAuth(request, path.split("/"));
  browser.cookie = [cookie, jarOf(response)].filter(Boolean).join("; ");
  return response;
}

export function enterPassword(browser: Browser, { email }: { email: string }): Promise<Response> {
  return send(browser, "callback/credentials", { email, password: PASSWORD });
}

const who = route({
  summary: "A test.",
  permission: "centre:view",
  input: z.object({}),
  output: z.object({}),
  handle: () => Promise.resolve({}),
});

/** Returns the status of a request that takes a session. */
export async function statusOf({ cookie }: Pick<Browser, "cookie">): Promise<number> {
  const request = new Request(`${BASE}/api/me`, { headers: { cookie } });
  return (await who(request, { params: Promise.resolve({}) })).status;
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
