/** What a first start puts into an empty database; with the demo: lib/server/demo/demo.test.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { claimSource } from "@/lib/server/cashrec/source";
import { prisma } from "@/lib/server/db/client";
import { type Env, readEnv } from "@/lib/server/env";
import { getPushKeys } from "@/lib/server/push/keys";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { prepareFirstRun } from "./first-run";
import { formatWelcome } from "./print-addresses";

const DATA_DIR = makeTemporaryFolder("first");
const CASHREC = {
  CASHREC_API_URL: "https://cashrec.example.test",
  CASHREC_TOKEN_URL: "https://login.example.test/connect/token",
  CASHREC_USERNAME: "reader",
  CASHREC_PASSWORD: "never used here",
  CASHREC_CLIENT_SECRET: "never used here",
};

beforeAll(() => {
  vi.stubEnv("DATA_DIR", DATA_DIR);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("on the sandbox", () => {
  test("an administrator from the environment, and then no demo", async () => {
    const admin = { ADMIN_EMAIL: "boss@example.com", ADMIN_PASSWORD: "a long enough phrase" };
    const { env, url } = await installation(admin);
    expect(await prepareFirstRun(env, url)).toEqual({ demo: false, connection: "sandbox" });
    const people = await prisma().user.findMany({ select: { email: true } });
    expect(people).toEqual([{ email: "boss@example.com" }]);
    expect(await prisma().centre.count()).toBe(0);
  });
});

describe("where files name the databases, as in a container", () => {
  test("the address that was read from the file is used", async () => {
    const { env, url } = await installation(CASHREC);
    const file = join(DATA_DIR, "database-url");
    writeFileSync(file, url);
    vi.stubEnv("DATABASE_URL_FILE", file);
    await prepareFirstRun(env, url);
    expect(readEnv(process.env).databaseUrl).toBe(url);
    expect(await prisma().invitation.count()).toBe(1);
  });
});

describe("with Cashrec", () => {
  test("no demo, and a link for the first administrator", async () => {
    const { env, url } = await installation(CASHREC);
    await prepareFirstRun(env, url);
    expect(await prisma().centre.count()).toBe(0);
    expect(await prisma().invitation.count()).toBe(1);
  });

  test("a database that holds the demo is refused", async () => {
    const { env, url } = await installation(CASHREC);
    await prisma().setting.create({ data: { name: "demo", value: {} } });
    await expect(prepareFirstRun(env, url)).rejects.toThrow("this database holds the demo");
  });

  test("a database with sheets of the sandbox is refused", async () => {
    const { env, url } = await installation(CASHREC);
    await claimSource("sandbox");
    await expect(prepareFirstRun(env, url)).rejects.toThrow("come from the sandbox");
  });
});

describe("without the variables of the Cashrec that the sheets came from", () => {
  test("no demo, though nobody uses the database yet", async () => {
    const { env, url } = await installation({});
    await claimSource("live");
    const content = await prepareFirstRun(env, url);
    expect(content).toEqual({ demo: false, connection: "unconfigured" });
    expect(await prisma().centre.count()).toBe(0);
    expect(formatWelcome(env, content)).toContain("Set CASHREC_API_URL, CASHREC_TOKEN_URL");
  });
});

describe("after a change of the secret", () => {
  test("what it sealed is sealed again, and a wrong one is reported and changes nothing", async () => {
    const [first, second] = ["f".repeat(40), "s".repeat(40)];
    const { env, url } = await installation({ ...CASHREC, NEXTAUTH_SECRET: first });
    const { publicKey } = await getPushKeys();
    const printed: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => printed.push(String(line)) > 0);
    vi.stubEnv("NEXTAUTH_SECRET", second);
    await prepareFirstRun(env, url);
    expect(printed.join("")).toMatch(/WARNING: .*NEXTAUTH_SECRET_PREVIOUS[^]*push-keys: 1; if/);
    vi.stubEnv("NEXTAUTH_SECRET_PREVIOUS", first);
    await prepareFirstRun(env, url);
    vi.stubEnv("NEXTAUTH_SECRET_PREVIOUS", "");
    expect(printed.join("")).toContain("Sealed again: 1 push-keys");
    expect((await getPushKeys()).publicKey).toBe(publicKey);
    vi.restoreAllMocks();
  });
});

async function installation(variables: Record<string, string>): Promise<{ env: Env; url: string }> {
  const { url } = await testDatabase();
  const all = { DATA_DIR, DATABASE_URL: url, ...emptied(), ...variables };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  return { env: readEnv(all), url };
}

function emptied(): Record<string, string> {
  const names = [...Object.keys(CASHREC), "ADMIN_EMAIL", "ADMIN_PASSWORD", "NEXTAUTH_SECRET"];
  return Object.fromEntries(names.map((name) => [name, ""]));
}
