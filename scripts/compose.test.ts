/** The containers of compose.yaml have no more rights, ways in and space than they need. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { KEEP_ALIVE_MS, listHeapOptions } from "./next-server";

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
    secrets: z.record(z.string(), z.object({ environment: z.string() })),
  })
  .parse(parse(readFileSync("compose.yaml", "utf8"), { merge: true }));

const services = Object.entries(compose.services);
const getService = (name: string) => serviceSchema.parse(compose.services[name]);

test("there are a database, its migrations, the application and a proxy that is asked for", () => {
  expect(services.map(([name]) => name)).toEqual(["database", "migrate", "application", "proxy"]);
  expect(getService("proxy").profiles).toEqual(["tls"]);
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
  expect(getService("proxy").networks).toEqual(["outside"]);
});

test("the secrets that every installation has are files, and not in an environment", () => {
  expect(compose.secrets).toEqual({
    nextauth_secret: { environment: "NEXTAUTH_SECRET" },
    postgres_password: { environment: "POSTGRES_PASSWORD" },
  });
  expect(getService("application").environment).not.toHaveProperty("NEXTAUTH_SECRET");
  expect(getService("database").environment).not.toHaveProperty("POSTGRES_PASSWORD");
  expect(getService("application").environment).not.toHaveProperty("DATABASE_OWNER_URL");
});

test("whatever the README lets an operator set reaches the application", () => {
  const rows = readFileSync("README.md", "utf8").matchAll(/^\| (`[A-Z].*?) \|/gm);
  const listed = [...rows].flatMap(([, names = ""]) => names.match(/[A-Z_]{4,}/g) ?? []);
  const { environment } = getService("application");
  const unknown = listed.filter(
    (name) => !(name in environment) && !(`${name}_FILE` in environment),
  );
  // The image and compose.yaml decide where it listens and stores, and the database of another
  // container is backed up by its own tools. The owner is known to the migrations alone.
  expect(unknown.toSorted()).toEqual([
    "BACKUP_DIR",
    "DATABASE_OWNER_URL",
    "DATA_DIR",
    "HOST",
    "PORT",
  ]);
  expect(getService("migrate").environment).toHaveProperty("DATABASE_OWNER_URL");
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
  expect(readFileSync("Dockerfile", "utf8")).toMatch(/^HEALTHCHECK CMD .*\/api\/ready/m);
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
