import { expect, test } from "vitest";
import { formatLogBatch } from "./batch";
import type { LogRecord } from "./record";

const RECORD: LogRecord = {
  stream: "audit",
  id: 7,
  at: 0,
  event: "role.granted",
  facts: { person: "p1", centre: null },
  content: null,
};

test("a record has what is known of it, and what it changed as JSON", () => {
  const text = '{"before":null,"after":{"role":"counter €"}}';
  const content = { text, bytes: Buffer.byteLength(text) };
  const batch = formatLogBatch([RECORD, { ...RECORD, id: 8, content }], "cash.example/trail", 1);
  const common = { stream: "audit", at: "1970-01-01T00:00:00.000Z", event: "role.granted" };
  expect(batch).toEqual({
    type: "log.recorded",
    timestamp: "1970-01-01T00:00:00.001Z",
    data: {
      trail: "cash.example/trail",
      records: [
        { ...common, id: 7, person: "p1" },
        { ...common, id: 8, person: "p1", before: null, after: { role: "counter €" } },
      ],
    },
  });
});

test("what was cut is left out, and its size is not", () => {
  const content = { text: '{"before":nul', bytes: 90_000 };
  const { data } = formatLogBatch([{ ...RECORD, content }], "cash.example/trail", 1);
  expect(data.records[0]).toMatchObject({ id: 7, contentBytes: 90_000 });
  expect(data.records[0]).not.toHaveProperty("before");
});
