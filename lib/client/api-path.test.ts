import { expect, test } from "vitest";
import { apiAddress, type OutputOf, queryOf } from "./api-path";
import { api } from "./http";

test("a query repeats lists and leaves out what is undefined", () => {
  const query = { centreId: ["101", "102"], from: "2019-01-01", verdict: undefined, limit: 0 };
  expect(queryOf(query)).toBe("centreId=101&centreId=102&from=2019-01-01&limit=0");
});

test("an address has its parameters filled in and encoded, and its query last", () => {
  const params = { centreId: "A/B 1", date: "2026-11-23" };
  expect(apiAddress("/api/reconciliations/{centreId}/{date}", { params })).toBe(
    "/api/reconciliations/A%2FB%201/2026-11-23",
  );
  expect(apiAddress("/api/views", { query: { page: "a&b" } })).toBe("/api/views?page=a%26b");
  expect(apiAddress("/api/me")).toBe("/api/me");
});

/** It is never called: the compiler has to refuse what it contains. */
export const refused = [
  // @ts-expect-error no route serves this path
  () => api.get("/api/nothing"),
  // @ts-expect-error its route has no method but GET
  () => api.send("POST", "/api/today"),
  // @ts-expect-error its parameters are missing
  () => api.get("/api/syncs/{id}"),
  // @ts-expect-error one of its parameters is missing
  () => apiAddress("/api/reconciliations/{centreId}/{date}", { params: { centreId: "101" } }),
  // @ts-expect-error a field that its contract does not name
  "shoeSize" satisfies keyof OutputOf<"GET", "/api/me">,
  "roles" satisfies keyof OutputOf<"GET", "/api/me">,
  // @ts-expect-error a file is no JSON: it is fetched by other means
  {} satisfies OutputOf<"GET", "/api/exports/csv">,
];
