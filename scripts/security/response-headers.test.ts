import { expect, test } from "vitest";
import { findCookieFaults, findHeaderFaults } from "./response-headers";

const PAGE: Record<string, string> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "script-src 'self' 'nonce-YQ=='; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
};
const faultsOf = (headers: Record<string, string>, kind: "page" | "api" = "page") =>
  findHeaderFaults((name) => headers[name] ?? null, { kind, secure: true });

test("a page with every header has no fault", () => {
  expect(faultsOf(PAGE)).toEqual([]);
});

test.each(Object.keys(PAGE).filter((name) => name !== "content-type"))(
  "a page without %s has a fault",
  (name) => {
    const rest = Object.entries(PAGE).filter(([other]) => other !== name);
    expect(faultsOf(Object.fromEntries(rest))).not.toEqual([]);
  },
);

test.each([
  ["content-type", "text/html"],
  ["strict-transport-security", "max-age=63072000"],
  ["strict-transport-security", "max-age=300; includeSubDomains"],
  ["referrer-policy", "unsafe-url"],
  ["permissions-policy", "camera=*"],
  ["content-security-policy", "script-src 'self'; frame-ancestors 'none'"],
  ["access-control-allow-origin", "*"],
  ["x-powered-by", "Next.js"],
])("a page whose %s is %s has a fault", (name, value) => {
  expect(faultsOf({ ...PAGE, [name]: value })).toHaveLength(1);
});

test("a response of the API is not stored", () => {
  const api = { ...PAGE, "content-type": "application/json" };
  expect(faultsOf(api, "api")).toEqual(["cache-control lets a browser store it"]);
  expect(faultsOf({ ...api, "cache-control": "private, no-store" }, "api")).toEqual([]);
});

test.each([
  ["__Host-theme=dark; Path=/; Secure; SameSite=Lax", 0],
  ["__Host-theme=dark; Path=/sign-in; Secure; SameSite=Lax", 1],
  ["__Host-theme=dark; Path=/; SameSite=Lax", 1],
  ["__Secure-theme=dark; Path=/; Secure; SameSite=Lax", 1],
  ["theme=dark; Path=/; Secure", 1],
])("the cookie %s has %i faults", (cookie, faults) => {
  expect(findCookieFaults([cookie])).toHaveLength(faults);
});
