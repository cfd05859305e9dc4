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

test("the unit starts what npm start does, as a user of its own who writes its data alone", () => {
  const unit = read("systemd/counterfoil.service");
  const start = readJson("package.json").scripts["start"] ?? "";
  expect(unit).toContain(`ExecStart=/usr/bin/${start}\n`);
  for (const line of ["DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"]) {
    expect(unit).toContain(`\n${line}\n`);
  }
  expect(unit).toContain("StateDirectory=counterfoil\n");
  // Without them systemd kills Node.js before it runs anything.
  expect(unit).toContain("SystemCallFilter=@system-service @pkey\n");
  expect(unit).toContain("SystemCallErrorNumber=EPERM\n");
});

function readJson(path: string): { scripts: Record<string, string> } {
  const schema = z.object({ scripts: z.record(z.string(), z.string()) });
  return schema.parse(JSON.parse(readFileSync(path, "utf8")));
}
