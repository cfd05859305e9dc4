import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import { configureProviders, redirectUriOf, signInThrough } from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { env } from "../env";
import { log } from "../log";
import { authenticateClient } from "./authenticate-client";
import { discover } from "./discover";

const folder = makeTemporaryFolder("client-authentication");
const WAYS = ["client_secret_basic", "client_secret_post"] as const;
const WITH_SIGNS = "GOcs-px_1.2 é~&";
let server: OidcServer;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example")]);
});
afterAll(() => server.close());

function configure(options: object): void {
  const { issuer } = server;
  configureProviders(folder, [{ id: "example", issuer, domains: ["example.test"], ...options }]);
}

test.each(WAYS)("a sign-in with %s is accepted", async (tokenEndpointAuthMethod) => {
  configure({ tokenEndpointAuthMethod });
  const { email } = await makeUser();
  server.signInAs({ sub: email, email, email_verified: true });
  expect(await signInThrough("example")).toBe("/");
});

test.each(WAYS)("a wrong secret with %s is named in the log", async (tokenEndpointAuthMethod) => {
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  configure({ tokenEndpointAuthMethod, clientSecret: "not this one" });
  const { email } = await makeUser();
  server.signInAs({ sub: email, email, email_verified: true });
  expect(await signInThrough("example")).toBe("/sign-in?error=sso-failed");
  const lines = warn.mock.calls.filter(([, message]) => message === "a sign-in was not accepted");
  const refusal = { oauthError: "invalid_client", status: 401 };
  expect(lines.map(([line]) => line)).toMatchObject([{ provider: "example", ...refusal }]);
  warn.mockRestore();
});

async function authenticate(options: object, metadata: object = {}) {
  configure({ clientSecret: WITH_SIGNS, ...options });
  const [provider] = env().oidcProviders;
  if (provider === undefined) throw new Error("no provider");
  const [headers, body] = [new Headers(), new URLSearchParams()];
  const published = { ...(await discover(provider)), ...metadata };
  authenticateClient(provider, published)(published, { client_id: "ours" }, body, headers);
  const credentials = headers.get("authorization")?.replace("Basic ", "") ?? "";
  return [Buffer.from(credentials, "base64").toString(), body.get("client_secret")];
}

test("a header has the secret as in a form, with the signs that forms leave as they are", async () => {
  const header = ["ours:GOcs-px_1.2+%C3%A9%7E%26", null];
  expect(await authenticate({})).toEqual(header);
  expect(await authenticate({ tokenEndpointAuthMethod: WAYS[0] })).toEqual(header);
});

test("the body has it where the file says so, or the provider takes it no other way", async () => {
  const body = ["", WITH_SIGNS];
  expect(await authenticate({ tokenEndpointAuthMethod: WAYS[1] })).toEqual(body);
  const metadata = { token_endpoint_auth_methods_supported: [WAYS[1]] };
  expect(await authenticate({}, metadata)).toEqual(body);
});
