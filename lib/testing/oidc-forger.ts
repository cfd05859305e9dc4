/** An identity provider whose tokens can be wrong in every way, on a socket of this machine. */
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CLIENT_ID } from "./oidc-server";

type Claims = Record<string, unknown>;
type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

export type Forger = {
  issuer: string;
  /** The claims of the next ID token; "nonce" is set by the test. */
  claims: Claims;
  algorithm: "RS256" | "ES256" | "HS256" | "none";
  /** The next token of ES256 is signed by another key than the one that is published. */
  signsWithUnknownKey: boolean;
  /** Publishes a new key for ES256 with a new name, and signs with it. */
  rotate: () => void;
  /** Bytes that are added to the metadata. */
  padding: number;
  /** What the metadata call the issuer. */
  publishedIssuer: string;
  /** Returns a token of the next kind with these claims, beside the usual ones. */
  makeToken: (claims: Claims, typ?: string) => string;
  /** How often its keys were requested. */
  keyRequests: number;
  /** It publishes no keys for a while. */
  hidesKeys: boolean;
  close: () => Promise<void>;
};

export async function startForger(): Promise<Forger> {
  // RSA keys take long to make.
  let keys = (made ??= makeKeys());
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(respondTo(request.url ?? "")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const forger: Forger = {
    issuer,
    claims: {},
    algorithm: "RS256",
    signsWithUnknownKey: false,
    padding: 0,
    publishedIssuer: issuer,
    keyRequests: 0,
    hidesKeys: false,
    makeToken: (claims, typ) => makeToken({ ...forger, claims }, keys, typ),
    rotate: () => (keys = { ...keys, ec: makeCurveKey() }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function respondTo(path: string): object {
    if (path.startsWith("/jwks")) {
      forger.keyRequests += 1;
      if (forger.hidesKeys) return {};
      return { keys: [jwkOf(keys.rsa), jwkOf(keys.ec)] };
    }
    if (path.startsWith("/token")) {
      return { access_token: "any", token_type: "Bearer", id_token: makeToken(forger, keys) };
    }
    return {
      issuer: forger.publishedIssuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["RS256", "ES256", "HS256", "none"],
      padding: "x".repeat(forger.padding),
    };
  }
  return forger;
}

type Keys = { rsa: Key; ec: Key };
let made: Keys | undefined;

function makeKeys(): Keys {
  return {
    rsa: { kid: randomUUID(), ...generateKeyPairSync("rsa", { modulusLength: 2048 }) },
    ec: makeCurveKey(),
  };
}

function makeCurveKey(): Key {
  return { kid: randomUUID(), ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}

function jwkOf({ kid, publicKey }: Key): object {
  return { ...publicKey.export({ format: "jwk" }), kid, use: "sig" };
}

function makeToken(
  { issuer, claims, algorithm, signsWithUnknownKey }: Forger,
  keys: Keys,
  typ = "JWT",
): string {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: issuer, aud: CLIENT_ID, sub: "someone", iat: now, exp: now + 300 };
  const key = algorithm === "ES256" ? keys.ec : keys.rsa;
  const header = { alg: algorithm, typ, kid: key.kid };
  const signed = [header, { ...usual, ...claims }].map(encode).join(".");
  const { privateKey } = signsWithUnknownKey ? makeCurveKey() : key;
  return `${signed}.${signatureOf(algorithm, signed, privateKey, key.publicKey)}`;
}

function signatureOf(
  algorithm: Forger["algorithm"],
  signed: string,
  privateKey: KeyObject,
  publicKey: KeyObject,
): string {
  if (algorithm === "none") return "";
  if (algorithm === "HS256") {
    // Whoever verifies with "the key" of the provider would take its public key for a secret.
    const secret = publicKey.export({ type: "spki", format: "pem" });
    return createHmac("sha256", secret).update(signed).digest("base64url");
  }
  const options = { key: privateKey, dsaEncoding: "ieee-p1363" as const };
  return sign("sha256", Buffer.from(signed), options).toString("base64url");
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
