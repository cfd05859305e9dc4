import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isAttended } from "./path";

const CLIENT = "lib/client";

/** The addresses of the queries in this file that an open screen repeats by itself. */
function listRepeated(source: string): string[] {
  const queries = source.split(/queryOptions\(\{/i).slice(1);
  const repeated = queries.filter((query) => query.split("\n  });", 1)[0]?.includes("refetchI"));
  return repeated.map((query) => {
    const [, constant, rest = ""] =
      /api\.get\(\s*[`"](?:\$\{(\w+)\})?([^`"]+)[`"]/.exec(query) ?? [];
    const start = source.split(`const ${constant} = "`)[1]?.split('"', 1)[0] ?? "";
    return (start + rest).replace(/\{\w+\}/g, "1");
  });
}

const repeated = readdirSync(CLIENT)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap((file) => listRepeated(readFileSync(`${CLIENT}/${file}`, "utf8")));

const attends = (method: string, path: string) =>
  isAttended(new Request(`http://localhost:3000${path}`, { method }));

test("what an open screen requests again and again keeps no session alive", () => {
  expect(repeated).toContain("/api/webhooks/1/deliveries");
  expect(repeated).toContain("/api/report-runs");
  expect(repeated.length).toBeGreaterThan(15);
  expect(repeated.filter((path) => attends("GET", path))).toEqual([]);
});

test("what a person opens or sends keeps the session alive", () => {
  const opened = ["/api/reconciliations", "/api/reconciliations/101/2026-03-01", "/api/webhooks"];
  const sent = ["/api/operations/jobs/1/attempts", "/api/notices/readings", "/api/syncs"];
  expect(opened.filter((path) => !attends("GET", path))).toEqual([]);
  expect(sent.filter((path) => !attends("POST", path))).toEqual([]);
});
