/** Signs in through an identity provider as a browser does, one step at a time. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { handleAuth } from "@/lib/server/auth/handler";
import type { Forger } from "./oidc-forger";
import { CLIENT_ID, CLIENT_SECRET } from "./oidc-server";

const BASE = "http://localhost:3000";

export const redirectUriOf = (id: string) => `${BASE}/api/auth/callback/${id}`;

/** Writes a new file of providers into the folder, and points the environment at it. */
export function configureProviders(
  folder: string,
  providers: readonly { id: string; issuer: string; [field: string]: unknown }[],
): void {
  const path = join(folder, `${randomUUID()}.json`);
  const usual = { name: "Example", clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
  writeFileSync(path, JSON.stringify(providers.map((one) => ({ ...usual, ...one }))));
  vi.stubEnv("OIDC_PROVIDERS", path);
}

/** The cookies that a response sets, as a browser sends them back. */
export class Cookies {
  readonly #values = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const value = pair.slice(at + 1);
      if (value === "") this.#values.delete(pair.slice(0, at));
      else this.#values.set(pair.slice(0, at), value);
    }
  }

  get header(): string {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  delete(part: string): void {
    for (const name of this.#values.keys()) if (name.includes(part)) this.#values.delete(name);
  }

  copy(): Cookies {
    const copy = new Cookies();
    for (const [name, value] of this.#values) copy.#values.set(name, value);
    return copy;
  }
}

type Start = { callbackUrl?: string; query?: string; accept?: string; proof?: string };

/** Returns where our own response leads to. */
export async function startSignIn(
  id: string,
  cookies: Cookies,
  { callbackUrl = "/", query = "", accept = "*/*", proof = "" }: Start = {},
): Promise<Response> {
  const csrf = await handleAuth(new Request(`${BASE}/api/auth/csrf`), ["csrf"]);
  cookies.take(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await handleAuth(
    new Request(`${BASE}/api/auth/signin/${id}${query}`, {
      method: "POST",
      headers: { cookie: cookies.header, accept },
      body: new URLSearchParams({ csrfToken, callbackUrl, proof }),
    }),
    ["signin", id],
  );
  cookies.take(response);
  return response;
}

/** Follows the provider's redirects until it leads back to us. */
export async function passProvider(location: string, cookies = new Cookies()): Promise<URL> {
  let at = new URL(location);
  while (at.origin !== BASE) {
    const response = await fetch(at, { redirect: "manual", headers: { cookie: cookies.header } });
    cookies.take(response);
    const next = response.headers.get("location");
    if (next === null) throw new Error(`${response.status}: ${await response.text()}`);
    at = new URL(next, at);
  }
  return at;
}

export async function finishSignIn(id: string, url: URL, cookies: Cookies): Promise<Response> {
  const request = new Request(url, { headers: { cookie: cookies.header } });
  const response = await handleAuth(request, ["callback", id]);
  cookies.take(response);
  return response;
}

/**
 * Signs in as whoever is signed in at the provider, where the browser has cookies of its own, and
 * returns where it leads.
 */
export async function signInThrough(
  id: string,
  cookies = new Cookies(),
  ofProvider = new Cookies(),
): Promise<string> {
  const start = await startSignIn(id, cookies);
  const back = await passProvider(start.headers.get("location") ?? "", ofProvider);
  return (await finishSignIn(id, back, cookies)).headers.get("location") ?? "";
}

/** Signs out at the provider, which asks whether to, and returns where it leads. */
export async function signOutAtProvider(location: string, cookies: Cookies): Promise<string> {
  const asked = await fetch(location, { headers: { cookie: cookies.header } });
  cookies.take(asked);
  const page = await asked.text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const done = await fetch(`${new URL(location).origin}/session/end/confirm`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies.header },
    body: new URLSearchParams({ xsrf, logout: "yes" }),
  });
  cookies.take(done);
  return done.headers.get("location") ?? `${done.status}: ${await done.text()}`;
}

/** Signs in with whatever ID token the forger makes, and returns where it leads. */
export async function signInForged(
  forger: Forger,
  claims: Record<string, unknown>,
  cookies = new Cookies(),
  started: Start = {},
): Promise<string> {
  const start = await startSignIn("example", cookies, started);
  const asked = new URL(start.headers.get("location") ?? "", BASE).searchParams;
  forger.claims = { nonce: asked.get("nonce"), ...claims };
  const back = new URL(redirectUriOf("example"));
  back.searchParams.set("code", "any");
  back.searchParams.set("state", asked.get("state") ?? "");
  return (await finishSignIn("example", back, cookies)).headers.get("location") ?? "";
}
