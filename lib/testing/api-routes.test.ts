/**
 * The list of routes against the tree: a route that is not listed would be in no description, in no
 * role matrix and in no type of the client.
 */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { PERMISSIONS } from "@/lib/domain/permission";
import { METHODS } from "@/lib/server/api/contract";
import { describeApi } from "@/lib/server/openapi/describe";
import { nameOf, ROUTE_MODULES, ROUTES } from "./api-routes";
import { findSource, listSourcesIn } from "./source-tree";

/** It serves what is no route. */
const UNKNOWN = "[...path]/route.ts";
const FILES = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith("route.ts") && path !== UNKNOWN,
);

/** What a module of a route may export beside its handlers. */
const SETTINGS = ["dynamic", "maxDuration"];

test("every route file of the tree is listed in app/api/routes.ts under its path", () => {
  expect(Object.keys(ROUTE_MODULES).toSorted()).toEqual(FILES.map(pathOf).toSorted());
});

test("every path of the list loads its own file", () => {
  const { text } = findSource("app/api/routes") ?? { text: "" };
  const loads = [...text.matchAll(/"(\/api\/[^"]+)": \(\) =>\s+import\("\.\/([^"]+)"\)/g)];
  expect(loads.map(([, path]) => path)).toEqual(
    loads.map(([, , file = ""]) => pathOf(`${file}.ts`)),
  );
  expect(loads).toHaveLength(FILES.length - 1);
});

function pathOf(file: string): string {
  const folder = file.replace(/\/route\.ts$/, "");
  return `/api/${folder.replaceAll("[", "{").replaceAll("]", "}")}`;
}

test("every route exports handlers with their contracts and nothing else", async () => {
  const strays = await Promise.all(
    Object.entries(ROUTE_MODULES).map(async ([path, load]) => {
      const allowed: readonly string[] = [...METHODS, ...SETTINGS];
      return Object.keys(await load())
        .filter((name) => !allowed.includes(name))
        .map((name) => `${path}: ${name}`);
    }),
  );
  expect(strays.flat()).toEqual([]);
});

test("every permission guards a route", () => {
  const used = new Set(ROUTES.map(({ contract }) => contract.permission));
  expect(PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
});

test("every summary is a sentence of its own, and every operation has its own name", () => {
  const summaries = ROUTES.map(({ contract }) => contract.summary);
  expect(new Set(summaries).size).toBe(ROUTES.length);
  expect(summaries.filter((summary) => !/^[A-Z].*\.$/.test(summary))).toEqual([]);
  const { paths } = describeApi(ROUTES) as { paths: Record<string, Record<string, Operation>> };
  const ids = Object.values(paths).flatMap((path) => Object.values(path));
  expect(new Set(ids.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
});

type Operation = { operationId: string };

test("a browser asks for no address of the API that no route serves", () => {
  const served = new Set(ROUTES.map(({ path }) => path));
  const sources = ["components", "lib/client"].flatMap(listSourcesIn).filter((one) => !one.isTest);
  const called = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/["'`](\/api\/[^"'`?]*)/g)].map(([, address = ""]) => ({ path, address })),
  );
  const unserved = called.filter(({ address }) => ![...served].some((one) => fits(one, address)));
  expect(unserved).toEqual([]);
  expect(called.length).toBeGreaterThan(40);
});

/** What fills a part of an address while it runs may be any part of a path. */
function fits(path: string, address: string): boolean {
  const parts = address.split("/");
  const others = path.split("/");
  if (parts.length !== others.length) return false;
  return parts.every((part, at) => part === others[at] || part.startsWith("${"));
}

test("the description is made of the contracts", () => {
  const { paths } = describeApi(ROUTES) as { paths: Record<string, Record<string, unknown>> };
  expect(Object.entries(paths).flatMap(namesOf).toSorted()).toEqual(ROUTES.map(nameOf).toSorted());
  expect(paths["/api/reconciliations"]?.get).toMatchObject({
    "x-permission": "reconciliation:view",
    parameters: expect.arrayContaining([
      expect.objectContaining({ name: "from", in: "query", required: true }),
      expect.objectContaining({ name: "centreId", in: "query", required: false }),
      expect.objectContaining({ name: "differencesOnly", schema: { type: "boolean" } }),
    ]) as unknown,
  });
  expect(paths["/api/users/{userId}"]?.patch).toMatchObject({
    parameters: [{ name: "userId", in: "path", required: true }],
    requestBody: { content: { "application/json": { schema: { required: [] } } } },
  });
  expect(paths["/api/invitations/{token}"]?.post).toMatchObject({ security: [] });
  expect(paths["/api/scim/v2/Users"]?.get).toMatchObject({
    security: [{ directory: [] }],
    responses: { default: { content: { "application/scim+json": expect.anything() as unknown } } },
  });
  expect(paths["/api/scim/v2/Users/{id}"]?.patch).toMatchObject({
    parameters: [{ name: "id", in: "path" }],
    requestBody: { content: { "application/scim+json": { schema: { type: "object" } } } },
  });
  expect(paths["/api/till-counts/imports"]?.post).toMatchObject({
    parameters: [{ name: "dryRun" }, { name: "Idempotency-Key", in: "header" }],
    responses: {
      "200": { content: { "application/x-ndjson": expect.anything() as unknown } },
      default: {
        content: {
          "application/problem+json": { schema: { allOf: expect.anything() as unknown } },
        },
      },
    },
  });
});

function namesOf([path, operations]: [string, Record<string, unknown>]): string[] {
  return Object.keys(operations).map((method) => nameOf({ method: method.toUpperCase(), path }));
}
