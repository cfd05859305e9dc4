/** Tests what a probe reports about a response, and about a description that promises one. */
import { describe, expect, test } from "vitest";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { parseExactly } from "./exact-json";
import { buildExampleResponse } from "./openapi-example";
import { examine } from "./probe";
import { probeText } from "./probe-text";

const RESPONSE = `[{"centerId":101,"businessDay":"2019-01-05","weather":"rain","shifts":[
  {"shiftId":1,"tillId":"T1","payments":[{"id":"CASH","amount":12.10}]},
  {"shiftId":2,"tillId":"T1","payments":[{"id":"CASH","amount":1}]}]}]`;

describe("an answer", () => {
  const result = examine(RESPONSE, BUILT_IN_MAP, "EUR");

  test("is shown with its numbers as they came", () => {
    expect(result.payload).toContain('"amount": 12.10');
    expect(result.cut).toBe(false);
  });

  test("tells each field that was found once, with an example", () => {
    expect(result.mapped).toContainEqual({
      field: "tenderAmount",
      path: "$[].shifts[].payments[].amount",
      example: "12.1",
    });
    const keys = result.mapped.map(({ field, path }) => `${field} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("tells what no field took, and what is missing", () => {
    expect(result.unmapped).toEqual([{ path: "$[].weather", example: "rain" }]);
    expect(result.missing).toContainEqual({ field: "float", required: false });
    expect(result.missing.every(({ required }) => !required)).toBe(true);
    expect(result.problem).toBeNull();
    expect(JSON.parse(result.sheets ?? "")).toMatchObject([{ centreId: "101" }]);
  });

  test("that can't be read names the place and what is required", () => {
    const changed = RESPONSE.replaceAll("payments", "figures");
    const { problem, missing, sheets } = examine(changed, BUILT_IN_MAP, "EUR");
    expect([problem, sheets]).toEqual([expect.stringContaining("$[0].shifts[0]"), null]);
    expect(missing).toContainEqual({ field: "tenders", required: true });
  });

  test("stands beside its mapping in a terminal", () => {
    const lines = probeText(result).split("\n");
    expect(lines.find((line) => line.includes('"amount": 12.10'))).toContain("→ tenderAmount");
    expect(lines.find((line) => line.includes('"weather"'))).toContain("·");
  });
});

describe("a description", () => {
  const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const description = {
    paths: {
      "/api/v1/CashSheet": {
        get: {
          responses: {
            "200": {
              content: {
                "application/json": { schema: { type: "array", items: schema("Sheet") } },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Sheet: {
          type: "object",
          properties: {
            CenterId: { type: "integer" },
            BusinessDay: { type: "string", format: "date-time" },
            Shifts: { type: ["array", "null"], items: { allOf: [schema("Shift")] } },
            Parent: schema("Sheet"),
          },
        },
        Shift: {
          properties: {
            ShiftId: { type: "integer" },
            Payments: {
              type: "array",
              items: { properties: { Id: { type: "string" }, Amount: { type: "number" } } },
            },
          },
        },
      },
    },
  };

  test("becomes an example that the map can be tried on, though it refers to itself", () => {
    const response = buildExampleResponse(parseExactly(JSON.stringify(description)));
    const result = examine(JSON.stringify(response), BUILT_IN_MAP, null);
    expect(result.problem).toBeNull();
    expect(result.mapped.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["centreId", "businessDate", "shiftId", "tenderId", "tenderAmount"]),
    );
  });

  test("without a cash sheet says so", () => {
    expect(() => buildExampleResponse({ paths: { "/other": {} } })).toThrow("cashSheet");
    expect(() => buildExampleResponse([])).toThrow("cashSheet");
  });
});
