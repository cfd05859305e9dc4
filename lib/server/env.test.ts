import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messageOf } from "@/lib/testing/message-of";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readEnv } from "./env";

const DATA_DIR = makeTemporaryFolder("env");
const CASHREC = {
  CASHREC_API_URL: "https://cashrec.example.test/",
  CASHREC_TOKEN_URL: "https://login.example.test/connect/token",
  CASHREC_USERNAME: "reader",
  CASHREC_PASSWORD: "not for logs",
  CASHREC_CLIENT_SECRET: "nor this",
};
const read = (variables: Record<string, string> = {}) => readEnv({ DATA_DIR, ...variables });

describe("with nothing set", () => {
  test("everything has its usual value, and the sandbox serves", () => {
    const { secret, secrets, credentialsKeys, ...rest } = read();
    expect(rest).toEqual({
      databaseUrl: "",
      databaseDirectUrl: "",
      databaseOwnerUrl: "",
      databaseReplicaUrl: "",
      replicaLagMsMax: 200,
      dataDir: DATA_DIR,
      cashrec: { kind: "sandbox" },
      cashrecTimeoutSeconds: 30,
      fieldMapFile: null,
      baseUrl: "http://localhost:3000",
      port: 3000,
      admin: null,
      mail: null,
      syncEveryMinutes: 5,
      cashrecRequestsAtOnce: 3,
      cashrecRequestsPerMinute: 300,
      webhooksToPrivate: false,
      allowsPlaintextDatabase: false,
      network: {
        host: "127.0.0.1",
        trustedProxies: [],
        allowedHosts: [],
        outboundHosts: [],
        outboundPrivate: [],
        securityContact: null,
      },
      audit: {
        origin: "localhost:3000/trail",
        signingKey: null,
        witnesses: [],
        everyMinutes: 10,
      },
      logs: { syslog: null, webhook: null },
      observing: { accessLog: null, metricsToken: null, metricsNodeKinds: [], traces: null },
      bucket: null,
      oidcProviders: [],
      startId: null,
      security: { requestLimitsFactor: 1, clamd: null, allowsPasswords: false },
    });
    expect(secret).toHaveLength(43);
    expect(secrets).toEqual([secret]);
    expect(credentialsKeys).toEqual(secrets);
  });

  test("the secret is made once and only its owner may read it", () => {
    const path = join(DATA_DIR, "secret");
    expect(read().secret).toBe(read().secret);
    expect(readFileSync(path, "utf8")).toBe(read().secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("a variable that is set to nothing is not set", () => {
    expect(read({ CASHREC_API_URL: "", PORT: " ", ADMIN_EMAIL: "" }).port).toBe(3000);
  });
});

describe("with Cashrec's variables", () => {
  test("all of them make a live connection; the client id has its usual value", () => {
    expect(read(CASHREC).cashrec).toEqual({
      kind: "live",
      apiUrl: "https://cashrec.example.test",
      tokenUrl: "https://login.example.test/connect/token",
      username: "reader",
      password: "not for logs",
      clientId: "wf_wap_tp",
      clientSecret: "nor this",
    });
  });

  test.each(Object.keys(CASHREC))("all but %s are refused", (name) => {
    expect(() => read({ ...CASHREC, [name]: "" })).toThrow(`${name} must be set too`);
  });

  // address, accepted
  test.each([
    ["http://127.0.0.1:4000/api", true],
    ["http://localhost:4000", true],
    ["http://[::1]:4000", true],
    ["http://cashrec.example.test", false],
    ["http://127.0.0.1.example.test", false],
    ["http://localhost.example.test", false],
    ["ftp://localhost", false],
    [`https://user:${"word"}@cashrec.example.test`, false],
    ["cashrec.example.test", false],
  ])("the address %s is accepted: %s", (address, accepted) => {
    const attempt = () => read({ ...CASHREC, CASHREC_API_URL: address });
    if (accepted) expect(attempt).not.toThrow();
    else expect(attempt).toThrow("CASHREC_API_URL");
  });
});

test("once Cashrec is configured, passwords and figures cross no network readable", () => {
  const live = (NEXTAUTH_URL: string) => () => read({ ...CASHREC, NEXTAUTH_URL });
  expect(live("http://tills.example.test")).toThrow("NEXTAUTH_URL must begin with https://");
  expect(live("https://tills.example.test")).not.toThrow();
  expect(live("http://127.0.0.1:3000")).not.toThrow();
  expect(() => read({ NEXTAUTH_URL: "http://tills.example.test" })).not.toThrow();
});

test("a pooler and the server behind it are named for one role", () => {
  const [pooler, server] = ["postgresql://app@pooler/tills", "postgresql://app@server/tills"];
  const { databaseUrl, databaseDirectUrl } = read({
    DATABASE_URL: pooler,
    DATABASE_DIRECT_URL: server,
  });
  expect([databaseUrl, databaseDirectUrl]).toEqual([pooler, server]);
  expect(read({ DATABASE_URL: server })).toMatchObject({ databaseDirectUrl: server });
  expect(() => read({ DATABASE_DIRECT_URL: server })).toThrow("DATABASE_URL must be set too");
  const other = { DATABASE_URL: pooler, DATABASE_DIRECT_URL: "postgresql://owner@server/tills" };
  expect(() => read(other)).toThrow("must name the role that DATABASE_URL names");
});

describe("a wrong environment", () => {
  const wrong = {
    DATABASE_URL: `mysql://root:${"hunter2"}@db/app`,
    PORT: "99999",
    NEXTAUTH_URL: "nowhere",
    NEXTAUTH_SECRET: "hunter2",
    ADMIN_EMAIL: "not an address",
    ADMIN_PASSWORD: "hunter2",
    SYNC_EVERY_MINUTES: "often",
    WEBHOOKS_PRIVATE_ADDRESSES: "sometimes",
    CREDENTIALS_KEY: "hunter2",
    OUTBOUND_HOSTS: "https://hunter2",
    OUTBOUND_PRIVATE_ADDRESSES: "10.0.0.0/99",
    CREDENTIALS_KEY_FILE: "/there/is/no/such.key",
    CASHREC_FIELD_MAP: "/there/is/no/such.json",
    CASHREC_API_URL: "http://cashrec.example.test",
  };

  test("is described in one message that names every wrong variable", () => {
    const message = messageOf(() => read(wrong));
    for (const name of Object.keys(wrong)) expect(message).toContain(name);
    expect(message).toContain("CASHREC_PASSWORD");
  });

  test("is described without quoting a value", () => {
    expect(messageOf(() => read(wrong))).not.toContain("hunter2");
  });

  test("a key is read from its file, and the one before needs one that replaces it", () => {
    const key = "k".repeat(32);
    const file = join(DATA_DIR, "credentials.key");
    writeFileSync(file, `${key}\n`);
    const both = { CREDENTIALS_KEY_FILE: file, CREDENTIALS_KEY_PREVIOUS: "p".repeat(32) };
    const { credentialsKeys, secret } = read(both);
    expect(credentialsKeys).toEqual([key, "p".repeat(32), secret]);
    expect(() => read({ CREDENTIALS_KEY_PREVIOUS: key })).toThrow("CREDENTIALS_KEY must be set");
    expect(() => read({ CREDENTIALS_KEY: key, CREDENTIALS_KEY_FILE: file })).toThrow("not both");
  });

  test("half an administrator is refused", () => {
    expect(() => read({ ADMIN_EMAIL: "a@example.test" })).toThrow("ADMIN_PASSWORD must be set too");
    expect(() => read({ ADMIN_PASSWORD: "long enough it is" })).toThrow("ADMIN_EMAIL must be set");
  });
});

describe("the witnesses of the trail", () => {
  const KEY = "witness.example/w1+01234567+AAAA";

  test("are files, addresses, webhooks and other machines, each in its form", () => {
    const list = `file /var/lib/checkpoints.txt, mail auditor@example.test,
      webhook https://example.test/hook?secret, witness http://10.0.0.8:8090/ ${KEY}`;
    expect(read({ AUDIT_WITNESSES: list }).audit.witnesses).toEqual([
      { kind: "file", address: "/var/lib/checkpoints.txt", key: null },
      { kind: "mail", address: "auditor@example.test", key: null },
      { kind: "webhook", address: "https://example.test/hook?secret", key: null },
      { kind: "witness", address: "http://10.0.0.8:8090", key: KEY },
    ]);
  });

  test.each([
    "file checkpoints.txt",
    "mail nobody",
    "webhook ftp://example.test",
    "witness http://10.0.0.8:8090",
    "paper /tmp/a",
  ])("%s is refused without being quoted", (witness) => {
    expect(() => read({ AUDIT_WITNESSES: witness })).toThrow(/AUDIT_WITNESSES: /);
    expect(() => read({ AUDIT_WITNESSES: witness })).not.toThrow(witness);
  });
});
