/** Tests that credentials are tried, kept secret, replaced at once, and survive changes of keys. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { changeCredentialsSchema } from "@/lib/contracts/cashrec-credentials";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { ok, refuse, sheetOf, startCashrec } from "@/lib/testing/cashrec-server";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { resealSecrets } from "../reseal/reseal";
import { changeCredentials, removeCredentials } from "./change-credentials";
import { cashrec } from "./connection";
import { getCredentialsStatus } from "./credentials-status";
import { openCredentials } from "./open-credentials";
import { claimSource, connectionKind } from "./source";

const DATE = "2019-01-05";
const SECRETS = { username: "reader", password: "pass of Cashrec", clientSecret: "client's own" };
const KEYS = { first: "k".repeat(40), second: "l".repeat(40) };
let ada: MadeUser;
let server: Awaited<ReturnType<typeof startCashrec>>;
let addresses: { apiUrl: string; tokenUrl: string };

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
  server = await startCashrec(() => ok([sheetOf("101", DATE)]));
  addresses = { apiUrl: server.origin, tokenUrl: `${server.origin}/connect/token` };
});
beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv("CREDENTIALS_KEY", KEYS.first);
  vi.stubEnv("OUTBOUND_PRIVATE_ADDRESSES", "127.0.0.0/8");
});

const status = () => getCredentialsStatus(scopeFor("cashrec:probe", null, ada));
const change = async (fields: object) => {
  const { version } = await status();
  const probe = { centreId: "101", businessDate: DATE };
  const input = changeCredentialsSchema.parse({ version, probe, ...fields });
  return changeCredentials(scopeFor("cashrec:connect", null, ada), input);
};

describe("credentials that are set on the page", () => {
  test("are needed as a whole at first", async () => {
    const refused = change({ ...addresses, username: "reader" });
    await expect(refused).rejects.toMatchObject({
      code: "INVALID",
      details: { errors: [{ path: "password" }, { path: "clientSecret" }] },
    });
    expect(await status()).toMatchObject({ from: "none", stored: "none", version: 0 });
  });

  test("are stored once Cashrec accepts them, and used by the next request", async () => {
    expect(await connectionKind()).toBe("sandbox");
    expect(await change({ ...addresses, ...SECRETS })).toEqual({ version: 1, isChecked: true });
    expect((await cashrec()).source).toBe("live");
    expect(await status()).toMatchObject({
      from: "stored",
      stored: "readable",
      setBy: "Ada",
      isChecked: true,
      host: new URL(server.origin).host,
    });
  });

  test("are readable neither in the database, nor in the trail, nor in what is returned", async () => {
    const [row] = await sql<{ text: string }>(
      `SELECT (SELECT json_agg(c)::text FROM cashrec_credentials c)
           || (SELECT json_agg(a)::text FROM audit_entry a) AS text`,
    );
    const seen = (row?.text ?? "") + JSON.stringify(await status());
    for (const secret of Object.values(SECRETS)) expect(seen).not.toContain(secret);
    expect(seen).toContain("credentials.changed");
  });

  test("stay when Cashrec refuses the new ones, unless that is accepted", async () => {
    const before = await cashrec();
    server.at.handle = () => refuse({}, 403);
    await expect(change({ password: "wrong one" })).rejects.toMatchObject({
      code: "UPSTREAM_REFUSED",
    });
    expect(await cashrec()).toBe(before);
    expect((await status()).version).toBe(1);
    const unchecked = await change({ password: "not yet valid", storeUnchecked: true });
    expect(unchecked).toEqual({ version: 2, isChecked: false });
    expect(await status()).toMatchObject({ isChecked: false });
    server.at.handle = () => ok([sheetOf("101", DATE)]);
    expect(await change({ password: "pass of Cashrec" })).toMatchObject({ isChecked: true });
  });

  test("are never sent to another address than the one that they were entered for", async () => {
    const other = await startCashrec(() => ok([]));
    for (const moved of [{ apiUrl: other.origin }, { tokenUrl: `${other.origin}/token` }]) {
      await expect(change(moved)).rejects.toMatchObject({ code: "INVALID" });
    }
    expect(other.asked).toEqual([]);
    await expect(change({ apiUrl: "http://cashrec.example.test", ...SECRETS })).rejects.toThrow(
      "HTTPS only",
    );
  });

  test("lead to no address of the own network that the configuration does not list", async () => {
    const asked = server.asked.length;
    vi.stubEnv("OUTBOUND_PRIVATE_ADDRESSES", "");
    await expect(change({ ...addresses, ...SECRETS })).rejects.toMatchObject({
      code: "UPSTREAM_REFUSED",
      message: expect.stringContaining("OUTBOUND_PRIVATE_ADDRESSES") as string,
    });
    expect(server.asked).toHaveLength(asked);
  });

  test("are changed by one of two at once", async () => {
    const { version } = await status();
    const both = await Promise.allSettled([
      change({ version, clientId: "one" }),
      change({ version, clientId: "two" }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("give way to those of the environment", async () => {
    vi.stubEnv("CASHREC_API_URL", "https://cashrec.example.test");
    vi.stubEnv("CASHREC_TOKEN_URL", "https://login.example.test/token");
    vi.stubEnv("CASHREC_USERNAME", "operator");
    vi.stubEnv("CASHREC_PASSWORD", "of the operator");
    vi.stubEnv("CASHREC_CLIENT_SECRET", "of the operator too");
    expect(await status()).toMatchObject({ from: "environment", stored: "readable" });
  });
});

describe("the key", () => {
  const sealed = async () => {
    const [row] = await sql<{ sealed: string }>("SELECT sealed FROM cashrec_credentials");
    return row?.sealed ?? "";
  };

  test("of another server opens nothing, leads to no sandbox, and is said", async () => {
    vi.stubEnv("CREDENTIALS_KEY", KEYS.second);
    expect(await connectionKind()).toBe("unconfigured");
    expect(await status()).toMatchObject({ from: "none", stored: "unreadable", setBy: "Ada" });
    await expect((await cashrec()).fetchText({ centreIds: [], from: DATE, to: DATE }))
      .rejects //
      .toMatchObject({ details: { reason: "cashrec-unconfigured" } });
    await expect(claimSource(await connectionKind())).rejects.toThrow();
  });

  test("is replaced while the one before opens what it sealed", async () => {
    vi.stubEnv("CREDENTIALS_KEY", KEYS.second);
    vi.stubEnv("CREDENTIALS_KEY_PREVIOUS", KEYS.first);
    expect(await status()).toMatchObject({ stored: "readable" });
    await resealSecrets();
    vi.stubEnv("CREDENTIALS_KEY_PREVIOUS", "");
    expect(openCredentials(await sealed())).toMatchObject({ password: SECRETS.password });
  });

  test("that fits nothing never ends the process, whatever is stored", () => {
    for (const broken of ["", "AAAA", randomUUID(), "?".repeat(90)]) {
      expect(openCredentials(broken)).toBeNull();
    }
  });
});

test("removed credentials leave the connection to the environment", async () => {
  vi.stubEnv("CREDENTIALS_KEY", KEYS.second);
  const { version } = await status();
  const scope = scopeFor("cashrec:connect", null, ada);
  await expect(removeCredentials(scope, { version: 1 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await removeCredentials(scope, { version });
  expect(await status()).toMatchObject({ stored: "none", host: null, version: version + 1 });
  expect(await connectionKind()).toBe("sandbox");
});

test("none are stored beside sheets of the sandbox, nor sent over a plain network", async () => {
  vi.stubEnv("NEXTAUTH_URL", "http://counterfoil.example.test");
  expect((await status()).blockedBy).toBe("plain-http");
  await claimSource("sandbox");
  expect((await status()).blockedBy).toBe("sandbox");
  await expect(change({ ...addresses, ...SECRETS })).rejects.toMatchObject({
    details: { reason: "credentials-sandbox" },
  });
});
