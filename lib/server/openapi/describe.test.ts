import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "@/lib/domain/permission";
import { describeApi, DESCRIBED_ROUTES } from "./describe";
import type { DescribedRoute } from "./described-route";

type RouteFile = { path: string; text: string };
type Standing = { name: string; permission: string | null; by: string; answer: string | null };

const ROOT = "app/api";
const CONTRACTS = "lib/contracts";
/** Answer without `route()`: next-auth's own actions, and a check for load balancers. */
const BY_HAND = ["/api/auth/[...nextauth]", "/api/health"];

const files: RouteFile[] = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts"))
  .map((path) => ({
    path: `/api/${path.replace(/\/?route\.ts$/, "")}`,
    text: readFileSync(`${ROOT}/${path}`, "utf8"),
  }));

const standing = files.filter(({ path }) => !BY_HAND.includes(path)).flatMap(methodsOf);

/** Each exported method with the source up to the next one. */
function methodsOf({ path, text }: RouteFile): Standing[] {
  const parts = text.split(/^export (?=(?:const|async function|function) [A-Z]+\b)/m).slice(1);
  return parts.map((part) => {
    const [, method = "?"] = /^(?:const|async function|function) ([A-Z]+)/.exec(part) ?? [];
    const [, by = "?"] = /^const [A-Z]+ = (\w+)\(/.exec(part) ?? [];
    const [, permission = null] = /permission: "([a-z:-]+)"/.exec(part) ?? [];
    const [, answer = null] = /^ +answer: (\w+),$/m.exec(part) ?? [];
    return { name: `${method} ${path.replace(/\[(\w+)\]/g, "{$1}")}`, permission, by, answer };
  });
}

function nameOf({ method, path }: DescribedRoute): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Whatever `lib/contracts` exports, by its name there. */
async function allContracts(): Promise<Map<string, unknown>> {
  const modules = readdirSync(CONTRACTS).map(
    (file) => import(`../../contracts/${file}`) as Promise<Record<string, unknown>>,
  );
  return new Map((await Promise.all(modules)).flatMap((one) => Object.entries(one)));
}

const described = DESCRIBED_ROUTES.map((one) => ({
  name: nameOf(one),
  permission: one.permission,
}));

describe("the description of the API", () => {
  test("describes each route that stands, and none that does not", () => {
    const table = described
      .filter(({ name }) => !/ \/api\/(auth\/|health$)/.test(name))
      .map(({ name }) => name);
    expect(table.sort()).toEqual(standing.map(({ name }) => name).sort());
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(BY_HAND));
  });

  test("every route goes through route() or openRoute(), with the permission that is told", () => {
    const told = new Map(described.map(({ name, permission }) => [name, permission]));
    const wrong = standing.filter(({ name, permission, by }) => {
      const open = told.get(name) === null;
      return by !== (open ? "openRoute" : "route") || permission !== (told.get(name) ?? null);
    });
    expect(wrong).toEqual([]);
  });

  test("every route parses its answer by the contract that is told", async () => {
    const contracts = await allContracts();
    const told = new Map(DESCRIBED_ROUTES.map((one) => [nameOf(one), one.answer]));
    const wrong = standing
      .filter(({ name, answer }) => told.get(name) !== contracts.get(answer ?? ""))
      .map(({ name }) => name);
    expect(wrong).toEqual([]);
  });

  test("every permission guards something", () => {
    const used = new Set(described.map(({ permission }) => permission));
    expect(PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
  });

  test("names each operation once", () => {
    const names = described.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("the document has parameters, bodies and answers as the contracts say", () => {
  const { paths } = describeApi() as { paths: Record<string, Record<string, unknown>> };
  expect(paths["/api/reconciliations"]?.get).toMatchObject({
    "x-permission": "reconciliation:view",
    parameters: expect.arrayContaining([
      expect.objectContaining({ name: "from", in: "query", required: true }),
      expect.objectContaining({ name: "centreId", in: "query", required: false }),
    ]) as unknown,
  });
  expect(paths["/api/users/{userId}"]?.patch).toMatchObject({
    parameters: [{ name: "userId", in: "path", required: true }],
    requestBody: { content: { "application/json": { schema: { required: [] } } } },
  });
  expect(paths["/api/invitations/{token}"]?.post).toMatchObject({ security: [] });
});
