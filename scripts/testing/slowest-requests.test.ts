/** The slowest routes, from the access log. */
import { expect, test } from "vitest";
import { formatSlowestRequests } from "./slowest-requests";

const entry = (route: string, ms: number, method = "GET") =>
  JSON.stringify({ level: 30, method, route, status: 200, ms, bytes: 2, msg: "request" });

test("a route has the time of its longest request, whatever else the log has", () => {
  const log = [
    "The embedded PostgreSQL is running.",
    entry("/api/a", 40),
    entry("/api/a", 5_012.4, "POST"),
    JSON.stringify({ level: 40, msg: "not a request" }),
    entry("/api/a", 1_049),
    entry("/", 9).slice(0, -4),
  ];
  expect(formatSlowestRequests(log.join("\n"))).toEqual([
    "request: 5.0 s POST /api/a",
    "request: 1.0 s GET /api/a",
  ]);
});

test("five routes are named", () => {
  const log = Array.from({ length: 9 }, (_, index) => entry(`/api/${index}`, index * 100));
  const lines = formatSlowestRequests(log.join("\n"));
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe("request: 0.8 s GET /api/8");
});
