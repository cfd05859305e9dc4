/** The files of ops run what the repository has, with no more rights than it needs. */
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";

const read = (name: string) => readFileSync(`ops/${name}`, "utf8");

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  securityContext: z.unknown(),
  resources: z.object({ limits: z.object({ memory: z.string() }) }),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
});
const podSchema = z.object({
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number(),
  securityContext: z.object({
    runAsNonRoot: z.literal(true),
    seccompProfile: z.object({ type: z.literal("RuntimeDefault") }),
  }),
  initContainers: z.array(containerSchema).length(1),
  containers: z.array(containerSchema.extend({ readinessProbe: z.unknown() })).length(1),
  volumes: z.array(z.object({ name: z.string() })),
});
const deploymentSchema = z.object({
  spec: z.object({
    replicas: z.number(),
    strategy: z.object({ rollingUpdate: z.unknown() }),
    template: z.object({ spec: podSchema }),
  }),
});

const { spec } = deploymentSchema.parse(
  parseAllDocuments(read("kubernetes/application.yaml"))[0]?.toJS(),
);
const pod = spec.template.spec;
const [migrates] = pod.initContainers;
const [serves] = pod.containers;

test("a pod has no right that it does not need, and only its migrations know the owner", () => {
  for (const container of [migrates, serves]) {
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const passwords = container?.env.filter(({ name }) => /URL|SECRET|PASSWORD/.test(name));
    expect(passwords?.every(({ name }) => name.endsWith("_FILE"))).toBe(true);
  }
  expect(migrates?.volumeMounts.map(({ name }) => name)).toContain("owner");
  expect(serves?.volumeMounts.map(({ name }) => name)).not.toContain("owner");
  const mounted = [migrates, serves].flatMap((one) => one?.volumeMounts.map(({ name }) => name));
  const volumes = new Set(pod.volumes.map(({ name }) => name));
  expect(new Set(mounted)).toEqual(volumes);
});

test("an upgrade goes on without a moment in which nobody serves", () => {
  expect(spec.replicas).toBeGreaterThan(1);
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(serves?.readinessProbe).toMatchObject({ httpGet: { path: "/api/ready" } });
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(25);
});

test("migrations are run by a command of the repository", () => {
  const [npm, run, script] = migrates?.command ?? [];
  expect([npm, run]).toEqual(["npm", "run"]);
  const commands = z.record(z.string(), z.string()).parse(readJson("package.json").scripts);
  expect(commands).toHaveProperty(script ?? "");
});

test("two instances of compose are reached through the proxy alone", () => {
  // Its own tags of compose replace what they mark.
  const text = read("compose/two-instances.yaml").replaceAll(/!(reset|override)/g, "");
  const serviceSchema = z.object({
    ports: z.array(z.string()).optional(),
    volumes: z.array(z.string()).optional(),
  });
  const { services } = z
    .object({ services: z.record(z.string(), serviceSchema) })
    .parse(parse(text, { merge: true }));
  expect(Object.keys(services)).toEqual(["application", "second", "proxy"]);
  expect([services["application"]?.ports, services["second"]?.ports]).toEqual([[], []]);
  const [caddyfile = ""] = services["proxy"]?.volumes?.[0]?.split(":") ?? [];
  expect(statSync(caddyfile).isFile()).toBe(true);
  expect(readFileSync(caddyfile, "utf8")).toContain("application:3000 second:3000");
});

/** The units of systemd, and the commands of package.json that they are. */
const UNITS = { counterfoil: "start", "counterfoil-backup": "backup" };
const readUnit = (name: string) => read(`systemd/${name}.service`).split("\n");

test.each(Object.entries(UNITS))(
  "%s does what npm does, and may write its data alone",
  (name, of) => {
    const unit = readUnit(name);
    expect(unit).toContain(`ExecStart=/usr/bin/${readJson("package.json").scripts[of] ?? ""}`);
    expect(unit).toEqual(expect.arrayContaining(["ProtectSystem=strict", "NoNewPrivileges=yes"]));
    expect(unit).toEqual(expect.arrayContaining(["StateDirectory=counterfoil", "UMask=0077"]));
    // Whichever of the two starts last decides who may read the folder.
    expect(unit).toContain("StateDirectoryMode=0700");
    // The folder of the guide.
    expect(unit).toContain("ReadWritePaths=-/mnt/backup");
  },
);

test("the user of the units is one of the system, whose number stays", () => {
  expect(read("systemd/counterfoil.service")).toContain("systemd-sysusers --inline");
  for (const unit of Object.keys(UNITS).map(readUnit)) {
    expect(unit).toContain("User=counterfoil");
    expect(unit.join("\n")).not.toContain("DynamicUser");
  }
});

test("systemd refuses what Node.js does not need, and kills nothing for it", () => {
  const unit = readUnit("counterfoil");
  expect(unit).toContain("SystemCallFilter=@system-service @pkey");
  expect(unit).toContain("SystemCallErrorNumber=EPERM");
});

test("a database that a backup has started outlives it for the application", () => {
  expect(readUnit("counterfoil-backup")).toContain("KillMode=process");
});

function readJson(path: string): { scripts: Record<string, string> } {
  const schema = z.object({ scripts: z.record(z.string(), z.string()) });
  return schema.parse(JSON.parse(readFileSync(path, "utf8")));
}
