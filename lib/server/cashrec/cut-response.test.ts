import { expect, test } from "vitest";
import { cutResponse } from "./cut-response";

const record = (id: number) => ({ id, name: `"[{,\\ ${id}`, lines: [[1, 2], { a: null }] });
const RECORDS = Array.from({ length: 50 }, (_, at) => record(at));
const read = (text: string) => JSON.parse(text) as unknown;

test("a response that is short enough stays as it came", () => {
  expect(cutResponse("not even JSON", 100)).toBe("not even JSON");
});

test.each([
  ["a list", RECORDS, (cut: unknown) => cut],
  ["a list in an object", { count: 50, items: RECORDS }, (cut: unknown) => (cut as Items).items],
  ["objects by key", { ...RECORDS }, (cut: unknown): unknown => Object.values(cut as object)],
])("%s ends with a whole record, wherever it is cut", (_, response, recordsOf) => {
  const text = JSON.stringify(response);
  for (let letters = 200; letters < text.length; letters += 7) {
    const cut = cutResponse(text, letters);
    expect(cut.length).toBeLessThanOrEqual(letters + 3);
    const records = recordsOf(read(cut)) as unknown[];
    expect(records.length).toBeGreaterThan(0);
    expect(records).toEqual(RECORDS.slice(0, records.length));
  }
});
type Items = { items: unknown[] };

test("a record that is itself too large is cut within", () => {
  const text = JSON.stringify([{ id: 1, lines: Array.from({ length: 500 }, (_, at) => at) }]);
  const [only] = read(cutResponse(text, 300)) as { id: number; lines: number[] }[];
  expect(only?.id).toBe(1);
  expect(only?.lines.slice(0, 3)).toEqual([0, 1, 2]);
});

test("a value without an end in sight is refused", () => {
  expect(() => cutResponse(JSON.stringify(["x".repeat(500)]), 100)).toThrow(
    "more than 100 letters",
  );
});
