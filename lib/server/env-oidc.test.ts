import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readEnv } from "./env";

const folder = makeTemporaryFolder("oidc-env");
const path = join(folder, "providers.json");
const GOOD = {
  id: "contoso",
  name: "Contoso",
  issuer: "https://login.example.test/tenant/v2.0",
  clientId: "a-client",
  clientSecret: "not for logs",
};

function read(content: unknown) {
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return readEnv({ DATA_DIR: folder, OIDC_PROVIDERS: path }).oidcProviders;
}

describe("the file of identity providers", () => {
  test("gives each provider what is usual", () => {
    expect(read([{ ...GOOD, domains: ["Example.TEST"], scopes: ["email"] }])).toEqual([
      {
        ...GOOD,
        groupsClaim: "groups",
        scopes: ["openid", "email"],
        domains: ["example.test"],
        createsAccounts: false,
        acrValues: [],
        amrValues: [],
        statesAuthTime: true,
      },
    ]);
  });

  test("may name files of secrets, beside it or anywhere", () => {
    writeFileSync(join(folder, "secret"), "of a file\n");
    const { clientSecret, ...rest } = GOOD;
    expect(clientSecret).not.toBe("of a file");
    for (const clientSecretFile of ["secret", join(folder, "secret")]) {
      expect(read([{ ...rest, clientSecretFile }])[0]?.clientSecret).toBe("of a file");
    }
  });

  test.each([
    ["no JSON", "{", "not JSON"],
    ["no list", GOOD, "needs a list of providers"],
    ["plain HTTP", [{ ...GOOD, issuer: "http://login.example.test" }], "provider 1 issuer"],
    ["an unknown field", [{ ...GOOD, domain: ["example.test"] }], '"domain"'],
    ["two secrets", [{ ...GOOD, clientSecretFile: "secret" }], "clientSecret or clientSecretFile"],
    ["a lost secret", [{ ...GOOD, clientSecret: undefined, clientSecretFile: "lost" }], "be read"],
    ["a word of ours", [{ ...GOOD, id: "credentials" }], "provider 1 id"],
    ["one id twice", [GOOD, { ...GOOD, issuer: "https://b.example.test" }], "an id of its own"],
    ["one issuer twice", [GOOD, { ...GOOD, id: "other" }], "an issuer of its own"],
    ["accounts for all", [{ ...GOOD, createsAccounts: true }], "needs domains"],
    ["another way", [{ ...GOOD, tokenEndpointAuthMethod: "none" }], "tokenEndpointAuthMethod"],
    ["two words as one", [{ ...GOOD, acrValues: ["a b"] }], "provider 1 acrValues.0"],
    ["a wrong domain", [{ ...GOOD, domains: ["@example.test"] }], "provider 1 domains.0"],
  ])("with %s stops the start and quotes no secret", (_, content, message) => {
    expect(() => read(content)).toThrow(message);
    expect(() => read(content)).not.toThrow("not for logs");
  });

  test("that can't be read stops the start", () => {
    const variables = { DATA_DIR: folder, OIDC_PROVIDERS: join(folder, "none.json") };
    expect(() => readEnv(variables)).toThrow("OIDC_PROVIDERS names a file that can't be read");
  });
});
