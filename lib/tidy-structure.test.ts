/**
 * Checks the structure that lib/README.md draws: no circle among files or folders, and no import
 * from a lower floor of `lib/server` to a higher one.
 */
import { posix } from "node:path";
import { expect, test } from "vitest";
import { findSource, type Source, sources } from "./testing/source-tree";

/**
 * Lists the floors of `lib/server` from the ground up: a folder imports its own and those below.
 */
const FLOORS = [
  "env env-reader env-attachments env-audit env-network env-mail env-credentials env-oidc env-security env-logs env-cashrec env-observing env-traces env-database log secret seal stored-secret app-error process-wide work-context give-way session-claims telemetry disk durable-file durable-folder free-disk ending pdf v8-flags guides common-password",
  "db",
  "instances audit queue http sandbox mail person-limits",
  "recompute cashrec language security-log checkpoints sso tracing",
  "organisation witnesses",
  "line-search audit-archive",
  "sync as-of auth centres periods entities reasons floats item-kinds denominations saved-views feed",
  "workflow causes",
  "till-counts tolerances attachments devices variances quiet-days users directory tokens api replay sheet-imports webhooks push",
  "reconciliations threads notices petty-cash reseal log-forwarding",
  "operations today explanations exports journal packets demo rebuild openapi",
  "schedules personal-data",
  "alerts retention",
  "worker",
  "metrics",
].map((floor) => floor.split(" "));

type Graph = Map<string, Set<string>>;

const production = sources.filter(({ path, isTest }) => !isTest && !/\.fixture\.ts$/.test(path));
const files: Graph = new Map(production.map((source) => [source.path, targetsOf(source)]));

test("no files import each other in a circle", () => {
  expect(findCircles(files)).toEqual([]);
});

test("no folders import each other in a circle", () => {
  expect(findCircles(groupByFolder(files))).toEqual([]);
});

test("every folder of lib/server stands on a floor", () => {
  const floors = FLOORS.flat();
  const folders = new Set(production.flatMap(({ path }) => serverFolder(path) ?? []));
  expect([...folders].filter((folder) => !floors.includes(folder))).toEqual([]);
  expect(floors.filter((floor) => !folders.has(floor))).toEqual([]);
});

test("no folder of lib/server imports a floor above its own", () => {
  const upwards = [...files].flatMap(([path, targets]) =>
    [...targets].filter((target) => isAbove(target, path)).map((target) => `${path} → ${target}`),
  );
  expect(upwards).toEqual([]);
});

test("a circle is found however long it is", () => {
  const circle: Graph = new Map([
    ["a", new Set(["b"])],
    ["b", new Set(["c"])],
    ["c", new Set(["a", "d"])],
    ["d", new Set()],
  ]);
  expect(findCircles(circle)).toEqual([["a", "b", "c"]]);
});

function targetsOf({ imports }: Source): Set<string> {
  return new Set(imports.flatMap((target) => findSource(target)?.path ?? []));
}

/** `app` is left out: the folders of pages and routes are addresses. */
function groupByFolder(graph: Graph): Graph {
  const folders: Graph = new Map();
  for (const [path, targets] of graph) {
    const from = posix.dirname(path);
    if (from.startsWith("app/") || from === "app") continue;
    const to = folders.get(from) ?? new Set();
    for (const target of targets) if (posix.dirname(target) !== from) to.add(posix.dirname(target));
    folders.set(from, to);
  }
  return folders;
}

/** Finds strongly connected components of more than one node (Tarjan), each sorted. */
function findCircles(graph: Graph): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];
  const visit = (node: string): number => {
    let low = order.size;
    order.set(node, low);
    stack.push(node);
    for (const target of graph.get(node) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === order.get(node)) {
      const component = stack.splice(stack.indexOf(node));
      if (component.length > 1) circles.push(component.sort());
    }
    return low;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}

function serverFolder(path: string): string | undefined {
  return /^lib\/server\/([^/.]+)/.exec(path)?.[1];
}

function isAbove(target: string, path: string): boolean {
  const [to, from] = [serverFolder(target), serverFolder(path)].map((folder) =>
    FLOORS.findIndex((floor) => folder !== undefined && floor.includes(folder)),
  );
  return to !== undefined && from !== undefined && from >= 0 && to > from;
}
