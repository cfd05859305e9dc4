import "server-only";

/**
 * Calls next-auth through its older interface, whose inputs are all passed as arguments. The newer
 * one reads cookies from Next.js itself, and its redirects would name an address that may not be
 * ours.
 */
import NextAuth from "next-auth";
import type { NextApiRequest, NextApiResponse } from "next";
import { authOptions, type Hooks } from "./next-auth";

type Call = {
  request: Request;
  action: readonly string[];
  body: Record<string, string>;
  cookies: Record<string, string>;
  hooks: Hooks;
  /** The address of an identity provider, to which alone the response may lead outside. */
  leadsTo?: string;
};

/** Throws what a check of `hooks` has thrown. */
export async function callNextAuth({
  request,
  action,
  body,
  cookies,
  hooks,
  leadsTo,
}: Call): Promise<Response> {
  const result = { status: 200, headers: new Headers(), body: null as string | null };
  const response = {
    status: (status: number) => ((result.status = status), response),
    getHeader: () => undefined,
    setHeader: (name: string, value: string | string[]) => {
      for (const one of [value].flat()) result.headers.append(name, one);
      return response;
    },
    json: (value: unknown) => {
      result.headers.set("content-type", "application/json");
      result.body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      if (typeof value === "string" || value === undefined) result.body = value ?? null;
      else response.json(value);
    },
    end: () => undefined,
  };
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const handed = {
    query: { ...query, nextauth: [...action] },
    body,
    cookies,
    method: request.method,
    headers: Object.fromEntries(request.headers),
  };
  const failures: unknown[] = [];
  await NextAuth(
    handed as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    authOptions(hooks, (error) => failures.push(error)),
  );
  if (failures.length > 0) throw failures[0];
  const location = result.headers.get("location");
  if (location !== null && !isAt(location, leadsTo)) {
    result.headers.set("location", relative(location));
  }
  return new Response(result.body, { status: result.status, headers: result.headers });
}

function isAt(location: string, address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(location)) return false;
  const [to, allowed] = [new URL(location), new URL(address)];
  return to.origin === allowed.origin && to.pathname === allowed.pathname;
}

function relative(location: string): string {
  const { pathname, search } = new URL(location, "http://counterfoil.invalid");
  return pathname + search;
}
