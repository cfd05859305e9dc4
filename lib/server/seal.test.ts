/** What is sealed can be opened by its own secrets alone, and nothing of it can be changed. */
import { createCipheriv, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveKey, type Keyring, seal, unseal } from "./seal";

const [FIRST, SECOND] = ["f".repeat(40), "s".repeat(40)];
const ring = (...secrets: string[]): Keyring => ({
  secrets,
  derive: (secret) => deriveKey(secret, { salt: "owner", info: "test" }),
});

/** As releases did that wrote no version. */
function sealAsBefore(text: string, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", ring().derive(secret), iv);
  const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString("base64");
}

test("any text is opened by the secret in force and by the one before it, and by no other", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const sealed = seal(text, ring(FIRST));
      expect(unseal(sealed, ring(FIRST))).toEqual({ text, isCurrent: true });
      expect(unseal(sealed, ring(SECOND, FIRST))).toEqual({ text, isCurrent: false });
      expect(unseal(sealed, ring(SECOND))).toBeNull();
      const earlier = sealAsBefore(text, FIRST);
      expect(unseal(earlier, ring(SECOND, FIRST))).toEqual({ text, isCurrent: false });
      expect(unseal(earlier, ring(SECOND))).toBeNull();
    }),
  );
});

test("it names its version and its key, and no character of it can be another", () => {
  const sealed = seal("text", ring(FIRST));
  expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/);
  const key = (value: string) => value.split(".")[1];
  expect(key(seal("other", ring(FIRST, SECOND)))).toBe(key(sealed));
  expect(key(seal("text", ring(SECOND)))).not.toBe(key(sealed));
  for (let at = 0; at < sealed.length - 1; at += 1) {
    for (const other of ["A", "z", ".", "?"].filter((one) => one !== sealed[at])) {
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(unseal(changed, ring(FIRST, SECOND)), changed).toBeNull();
    }
  }
  const [, , data = ""] = sealed.split(".");
  const withoutHeader = Buffer.from(data, "base64url").toString("base64");
  expect(unseal(withoutHeader, ring(FIRST)), "the header is authenticated").toBeNull();
});
