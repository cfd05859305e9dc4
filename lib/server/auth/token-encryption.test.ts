/** Session tokens of other algorithms, made by the library itself and with our own key. */
import { hkdfSync } from "node:crypto";
import { createRequire } from "node:module";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import { randomUUID } from "node:crypto";
import { env } from "../env";
import { nowSeconds, readSession, type SessionClaims } from "./session";

type Encrypt = {
  setProtectedHeader: (header: Record<string, string>) => Encrypt;
  encrypt: (key: Uint8Array) => Promise<string>;
};
type Jose = {
  EncryptJWT: new (claims: object) => Encrypt;
  UnsecuredJWT: new (claims: object) => { encode: () => string };
  SignJWT: new (claims: object) => {
    setProtectedHeader: (header: { alg: string }) => { sign: (key: Uint8Array) => Promise<string> };
  };
};

/** The copy of jose that next-auth uses. */
const nextAuth = createRequire(import.meta.url).resolve("next-auth/jwt");
const jose = createRequire(nextAuth)("jose") as Jose;

let key = new Uint8Array();
let claims: SessionClaims;

beforeAll(() => {
  const info = "NextAuth.js Generated Encryption Key";
  key = new Uint8Array(hkdfSync("sha256", env().secret, "", info, 32));
  const now = nowSeconds();
  const moments = { signedInAt: now, seenAt: now };
  claims = { sub: randomUUID(), sessionId: randomUUID(), version: 1, ...moments };
});

const encrypted = (header: Record<string, string>) =>
  new jose.EncryptJWT({ ...claims, exp: nowSeconds() + 600 })
    .setProtectedHeader(header)
    .encrypt(key);

test("the form that next-auth issues is read", async () => {
  expect(await readSession(await encode({ token: claims, secret: env().secret }))).toEqual(
    expect.objectContaining(claims),
  );
  // The key of this test is the right one, so that only the algorithm can refuse the others.
  expect(await readSession(await encrypted({ alg: "dir", enc: "A256GCM" }))).not.toBeNull();
});

test.each([
  { alg: "dir", enc: "A128CBC-HS256" },
  { alg: "A256KW", enc: "A256GCM" },
  { alg: "A256GCMKW", enc: "A256GCM" },
  { alg: "A256GCMKW", enc: "A128GCM" },
  { alg: "dir", enc: "A256GCM", typ: "JWT" },
])("a token with the header %j is refused, although the key is right", async (header) => {
  expect(await readSession(await encrypted(header))).toBeNull();
});

test("tokens that are signed, not encrypted at all, or no tokens are refused", async () => {
  const content = { ...claims, exp: nowSeconds() + 600 };
  const signed = await new jose.SignJWT(content).setProtectedHeader({ alg: "HS256" }).sign(key);
  const valid = await encrypted({ alg: "dir", enc: "A256GCM" });
  for (const token of [
    signed,
    new jose.UnsecuredJWT(content).encode(),
    valid.replace("..", ".AAAA."),
    `${valid}.AAAA`,
    "....",
    "%%%..x.y.z",
  ]) {
    expect(await readSession(token)).toBeNull();
  }
});
