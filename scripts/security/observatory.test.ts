import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "@/lib/server/http/security-headers";
import { findPolicyFaults } from "./find-policy-faults";
import { scorePage } from "./observatory";

const options = { nonce: "c29tZSBub25jZSBvZiBvdXJz", secure: true, development: false };
const OURS = securityHeaders(options);
const SESSION = "__Host-session=a; Path=/; Secure; HttpOnly; SameSite=Lax";

type Page = { headers?: Record<string, string | null>; cookies?: string[]; html?: string };

function score({ headers = {}, cookies = [], html = "", cors = {} }: Page & { cors?: object }) {
  const all: Record<string, string | null> = { ...OURS, ...headers };
  const elsewhere: Record<string, string> = { ...cors };
  return scorePage({
    read: (name) => all[name] ?? null,
    cookies,
    html,
    readCors: (name) => elsewhere[name] ?? null,
  }).score;
}

test("our headers score 130, and 135 with a cookie that is kept well", () => {
  expect(score({})).toBe(130);
  expect(score({ cookies: [SESSION] })).toBe(135);
});

const POLICY = contentSecurityPolicy(options);

test.each<[string, Page & { cors?: object }, number]>([
  ["no policy", { headers: { "content-security-policy": null } }, 75],
  ["inline scripts", { headers: { "content-security-policy": "script-src 'unsafe-inline'" } }, 80],
  [
    "an open default",
    { headers: { "content-security-policy": POLICY.replace("'none'", "'self'") } },
    125,
  ],
  ["no HSTS", { headers: { "strict-transport-security": null } }, 80],
  ["HSTS for a minute", { headers: { "strict-transport-security": "max-age=60" } }, 120],
  ["types to guess", { headers: { "x-content-type-options": null } }, 125],
  ["a referrer for everybody", { headers: { "referrer-policy": "unsafe-url" } }, 120],
  ["resources for everybody", { headers: { "cross-origin-resource-policy": "cross-origin" } }, 120],
  ["a session that is not Secure", { cookies: ["session=a; HttpOnly; SameSite=Lax"] }, 60],
  ["a session for scripts", { cookies: ["session=a; Secure; SameSite=Lax"] }, 70],
  ["a script of others", { html: '<script src="https://cdn.example/a.js"></script>' }, 125],
  [
    "a reader elsewhere",
    { cors: { "access-control-allow-origin": "*", "access-control-allow-credentials": "true" } },
    50,
  ],
])("a page with %s scores less", (_, page, expected) => {
  expect(score(page)).toBe(expected);
});

test("our policy has no finding, and a weaker one has", () => {
  expect(findPolicyFaults(POLICY)).toEqual([]);
  expect(findPolicyFaults("script-src 'unsafe-inline'; object-src 'none'")).not.toEqual([]);
  expect(findPolicyFaults(POLICY.replace("base-uri 'none'; ", ""))).not.toEqual([]);
});
