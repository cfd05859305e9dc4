/** The containers of compose.yaml have no more rights, ways in and space than they need. */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { KEEP_ALIVE_MS, listHeapOptions } from "./process/next-server";

const serviceSchema = z.object({
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  read_only: z.boolean(),
  pids_limit: z.number(),
  mem_limit: z.string(),
  tmpfs: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  user: z.string().optional(),
  image: z.string().optional(),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.unknown().optional(),
});
const compose = z
  .object({
    services: z.record(z.string(), serviceSchema),
    networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
    // Docker can't make a file of a variable in a container whose root is read-only.
    secrets: z.undefined().optional(),
  })
  .parse(parse(readFileSync("compose.yaml", "utf8"), { merge: true }));

const folder = makeTemporaryFolder("compose");
const OWNER = "./secrets-owner:/secrets-owner";
/** The user of the containers. */
const READER = 1_000;
const SECRETS = [
  "secrets/database-url",
  "secrets/nextauth-secret",
  "secrets-owner/database-owner-url",
  "secrets-owner/postgres-password",
];

const services = Object.entries(compose.services);
const getService = (name: string) => serviceSchema.parse(compose.services[name]);

test("there are a database, its migrations, the application, and what is asked for", () => {
  const names = services.map(([name]) => name);
  expect(names).toEqual(["database", "migrate", "application", "backup", "proxy"]);
  expect(getService("proxy").profiles).toEqual(["tls"]);
  expect(getService("backup").profiles).toEqual(["backup"]);
});

test.each(services)("%s has no capability it does not need, and bounded space", (_name, one) => {
  expect(one.cap_drop).toEqual(["ALL"]);
  expect(one.security_opt).toEqual(["no-new-privileges:true"]);
  expect(one.read_only).toBe(true);
  expect(one.pids_limit).toBeLessThanOrEqual(256);
  expect(one.mem_limit).toBe("2g");
  expect(one.tmpfs).toContain("/tmp");
});

test("the application and its migrations run as a user without rights of root", () => {
  for (const name of ["application", "migrate"]) {
    expect(getService(name)).toMatchObject({ user: "node", cap_add: [] });
  }
  expect(readFileSync("Dockerfile", "utf8")).toMatch(/^USER node$/m);
});

test("nothing outside reaches the database, and it reaches nothing", () => {
  expect(compose.networks["database"]).toEqual({ internal: true });
  expect(getService("database")).toMatchObject({ ports: [], networks: ["database"] });
  expect(getService("migrate")).toMatchObject({ ports: [], networks: ["database"] });
  expect(getService("backup").ports).toEqual([]);
  expect(getService("proxy").networks).toEqual(["outside"]);
});

test("every secret is a file, and the owner's are where they are needed alone", () => {
  const mounted = services.filter(([, { volumes }]) => volumes.includes(`${OWNER}:ro`));
  expect(mounted.map(([name]) => name)).toEqual(["database", "migrate", "backup"]);
  const { environment } = getService("application");
  expect(environment).not.toHaveProperty("NEXTAUTH_SECRET");
  expect(environment).not.toHaveProperty("DATABASE_URL");
  expect(environment).not.toHaveProperty("DATABASE_OWNER_URL_FILE");
  expect(getService("database").environment).not.toHaveProperty("POSTGRES_PASSWORD");
});

test("the script makes the files that are named, once, for the user of the containers alone", () => {
  cpSync("ops/compose", join(folder, "ops/compose"), { recursive: true });
  const make = () => spawnSync("sh", ["ops/compose/make-secrets.sh"], { cwd: folder });
  const user = process.getuid?.() ?? 0;
  if (user !== 0 && user !== READER) {
    expect(make()).toMatchObject({ status: 1 });
    expect(readdirSync(folder)).toEqual(["ops"]);
    return;
  }
  const read = () => SECRETS.map((path) => readFileSync(join(folder, path), "utf8"));
  expect(make()).toMatchObject({ status: 0 });
  const made = read();
  expect(make()).toMatchObject({ status: 0 });
  expect(read()).toEqual(made);
  for (const path of SECRETS) {
    expect(statSync(join(folder, path))).toMatchObject({ uid: READER, mode: 0o100600 });
  }
  const [url = "", secret = "", ownerUrl = "", password = ""] = made;
  expect(new URL(ownerUrl)).toMatchObject({ username: "counterfoil", password });
  expect(new URL(url)).toMatchObject({ username: "counterfoil_app", hostname: "database" });
  expect(new Set([new URL(url).password, password, secret]).size).toBe(3);
  const named = services.flatMap(([, { environment }]) => Object.values(environment));
  for (const path of SECRETS) expect(named).toContain(`/${path}`);
});

test("whatever the README lets an operator set reaches the application", () => {
  const rows = readFileSync("README.md", "utf8").matchAll(/^\| (`[A-Z].*?) \|/gm);
  const listed = [...rows].flatMap(([, names = ""]) => names.match(/[A-Z_]{4,}/g) ?? []);
  const { environment } = getService("application");
  const unknown = listed.filter(
    (name) => !(name in environment) && !(`${name}_FILE` in environment),
  );
  // The image and compose.yaml decide where it listens and stores. Backups and the owner are the
  // business of other containers.
  expect(unknown.toSorted()).toEqual([
    "BACKUP_DIR",
    "DATABASE_OWNER_URL",
    "DATA_DIR",
    "HOST",
    "PORT",
  ]);
  expect(getService("migrate").environment).toHaveProperty("DATABASE_OWNER_URL_FILE");
  expect(getService("backup").environment).toHaveProperty("BACKUP_DIR");
  expect(environment).toHaveProperty("NODE_EXTRA_CA_CERTS");
});

test("the image keeps idle connections as long as npm start, and its proxies keep them shorter", () => {
  const dockerfile = readFileSync("Dockerfile", "utf8");
  expect(dockerfile).toContain(`\nENV KEEP_ALIVE_TIMEOUT=${KEEP_ALIVE_MS}\n`);
  for (const path of ["docs/security/Caddyfile", "ops/compose/Caddyfile"]) {
    const [, seconds] = /keepalive (\d+)s/.exec(readFileSync(path, "utf8")) ?? [];
    expect(Number(seconds) * 1_000).toBeLessThan(KEEP_ALIVE_MS);
  }
});

test("the image gives Node.js the memory that npm start gives it", () => {
  const command = ["node", ...listHeapOptions(""), "server.js"];
  expect(readFileSync("Dockerfile", "utf8")).toContain(
    `\nCMD [${command.map((word) => JSON.stringify(word)).join(", ")}]\n`,
  );
});

test("the application and the database say whether they are well", () => {
  expect(getService("database").healthcheck).toBeDefined();
  expect(readFileSync("Dockerfile", "utf8")).toMatch(/^HEALTHCHECK .*CMD .*\/api\/ready/m);
});

test("the proxy serves the file that the repository has", () => {
  expect(getService("proxy").volumes[0]).toBe("./docs/security/Caddyfile:/etc/caddy/Caddyfile:ro");
  expect(readFileSync("docs/security/Caddyfile", "utf8")).toContain(
    "reverse_proxy application:3000",
  );
});

test("the first process of the image passes signals on, and collects what has ended", () => {
  expect(readFileSync("Dockerfile", "utf8")).toMatch(/^ENTRYPOINT \["tini", "--"\]$/m);
});
