import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  contentSecurityPolicy,
  isSealed,
  SEALED_POLICY,
  securityHeaders,
  VERIFIER_PATH,
  VERIFIER_POLICY,
} from "./security-headers";

const production = { nonce: "bm9uY2U=", secure: true, development: false };

test("a page loads nothing from elsewhere and runs nothing without its nonce", () => {
  const policy = contentSecurityPolicy(production);
  const directives = new Map(
    policy.split("; ").map((line) => {
      const [name = "", ...values] = line.split(" ");
      return [name, values.join(" ")] as const;
    }),
  );
  expect(directives.get("script-src")).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(directives.get("style-src")).toBe("'self' 'nonce-bm9uY2U='");
  expect(directives.get("default-src")).toBe("'none'");
  expect(directives.get("object-src")).toBe("'none'");
  expect(directives.get("base-uri")).toBe("'none'");
  expect(directives.get("frame-ancestors")).toBe("'none'");
  expect(directives.get("form-action")).toBe("'self'");
  expect(directives.has("upgrade-insecure-requests")).toBe(true);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test("only HTTPS is told to stay HTTPS", () => {
  const plain = securityHeaders({ ...production, secure: false });
  expect(plain["strict-transport-security"]).toBeUndefined();
  expect(plain["content-security-policy"]).not.toContain("upgrade-insecure-requests");
  expect(securityHeaders(production)["strict-transport-security"]).toMatch(/^max-age=63072000/);
});

test("the usual set is there", () => {
  expect(securityHeaders(production)).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()") as unknown,
  });
});

test("an attached file is sealed off, and nothing else is", () => {
  expect(SEALED_POLICY).toMatch(/^sandbox; default-src 'none'/);
  expect(isSealed("/api/reconciliations/101/2026-03-01/attachments/0b5c")).toBe(true);
  expect(isSealed("/api/reconciliations/101/2026-03-01/messages/photos/0b5c")).toBe(true);
  expect(isSealed("/api/petty-cash/101/photos/0b5c")).toBe(true);
  expect(isSealed("/api/reconciliations/101/2026-03-01/attachments")).toBe(false);
  expect(isSealed("/api/reconciliations/101/2026-03-01/messages/photos")).toBe(false);
  expect(isSealed("/api/petty-cash/101/photos")).toBe(false);
  expect(isSealed("/reconciliations/101/2026-03-01")).toBe(false);
});

test("the page that verifies packets runs its own script and style, and nothing else", () => {
  const html = readFileSync(join("public", VERIFIER_PATH), "utf8");
  const hashes = [...html.matchAll(/<(script|style)[^>]*>([^]*?)<\/\1>/g)].map(
    ([, name, text = ""]) => `${name}-src 'sha256-${hashOf(text)}'`,
  );
  expect(hashes).toHaveLength(2);
  for (const hash of hashes) expect(VERIFIER_POLICY).toContain(hash);
  expect(html).not.toMatch(/https?:|\son[a-z]+=|\sstyle=|<link|\ssrc=/);
});

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64");
