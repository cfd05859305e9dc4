import { expect, test } from "vitest";
import { describeRequest } from "./specification";

const query = (name: string) => ({ in: "query", name });

test("a specification names the path and the parameters, by reference or not", () => {
  const { request, choices, questions } = describeRequest({
    openapi: "3.0.1",
    paths: {
      "/api/v2/cashSheet": {
        get: {
          parameters: [
            query("StartDate"),
            { $ref: "#/components/parameters/End" },
            query("StoreIds"),
          ],
        },
      },
    },
    components: { parameters: { End: query("EndDate") } },
  });
  expect(request).toEqual({
    path: "/api/v2/cashSheet",
    parameters: [{ from: "StartDate", to: "EndDate", centres: "StoreIds" }],
  });
  expect(choices.map(({ field }) => field)).toEqual([
    "request.path",
    "request.from",
    "request.to",
    "request.centres",
  ]);
  expect(questions).toEqual([]);
});

test("version 2 has the beginning of its paths apart", () => {
  const parameters = [query("desde"), query("hasta"), query("centros")];
  const { request } = describeRequest({
    swagger: "2.0",
    basePath: "/rest",
    paths: { "/hojas": { get: { parameters } } },
  });
  expect(request).toEqual({
    path: "/rest/hojas",
    parameters: [{ from: "desde", to: "hasta", centres: "centros" }],
  });
});

test("what a specification does not name is asked about", () => {
  const paths = { "/cash-sheets": { get: { parameters: [query("x")] } } };
  expect(describeRequest({ paths }).questions).toEqual([
    { kind: "not-found", path: '$.paths["/cash-sheets"]', facts: { field: "request.centres" } },
  ]);
  expect(describeRequest({}).questions).toHaveLength(1);
});
