import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSyslog, readFrames } from "@/lib/testing/syslog-parser";
import { EVENTS_DROPPED, type LogRecord, severityOf } from "./record";
import { formatSyslogFrame, SYSLOG_BYTES_MAX } from "./syslog";

const SENDER = { host: "cash.example.com", processId: 42 };
const RECORD: LogRecord = {
  stream: "audit",
  id: 7,
  at: Date.parse("2026-11-28T10:00:00.123Z"),
  event: "role.granted",
  facts: { person: "p1", centre: null },
  content: null,
};

function parse(record: Partial<LogRecord>, sender = SENDER) {
  const frame = Buffer.from(formatSyslogFrame({ ...RECORD, ...record }, sender));
  const { messages, rest } = readFrames(frame);
  expect([messages.length, rest.length]).toEqual([1, 0]);
  const message = messages[0] ?? Buffer.alloc(0);
  return { bytes: message.length, ...parseSyslog(message) };
}

const inData = (record: Partial<LogRecord>) => parse(record).data["counterfoil@32473"];
const jsonOf = (text: string) => ({ text, bytes: Buffer.byteLength(text) });

test("a message has its event, its time and its facts, and nothing for what is not known", () => {
  expect(parse({})).toMatchObject({
    facility: 13,
    severity: 5,
    at: "2026-11-28T10:00:00.123Z",
    host: "cash.example.com",
    app: "counterfoil",
    processId: "42",
    messageId: "role.granted",
    data: {
      "counterfoil@32473": { stream: "audit", id: "7", event: "role.granted", person: "p1" },
    },
    text: "role.granted",
  });
});

test("random records are in the grammar of RFC 5424, within its length, and read as they were", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.stringMatching(/^["\\\][= \r\n\u0000-\u001f\u007f-\u009f€]{0,300}$/),
  );
  const facts = fc.record({ centre: texts, detail: fc.option(texts), suppressed: fc.nat() });
  fc.assert(
    fc.property(texts, texts, facts, fc.array(texts), (host, event, given, list) => {
      const content = jsonOf(JSON.stringify(list));
      const read = parse({ event, facts: given, content }, { ...SENDER, host });
      expect(read.bytes).toBeLessThanOrEqual(SYSLOG_BYTES_MAX);
      const values = read.data["counterfoil@32473"];
      for (const [name, value] of Object.entries(given)) {
        expect(values?.[name]).toBe(value === null ? undefined : cleaned(String(value)));
      }
      expect(read.text).not.toMatch(/\p{Cc}/u);
      if (values?.contentBytes === undefined) expect(JSON.parse(read.text ?? "")).toEqual(list);
      else expect(values.contentBytes).toBe(String(content.bytes));
      expect(read.hasMark).toBe(/[^ -~]/.test(read.text ?? ""));
    }),
    { numRuns: 100 },
  );
});

/** What is left of a value: at most 255 characters, none of them a control character. */
function cleaned(value: string): string {
  const text = value.replaceAll(/\p{Cc}|\p{Cs}/gu, "\uFFFD");
  return Array.from(text).slice(0, 255).join("");
}

describe("a text that is too long", () => {
  const long = jsonOf(JSON.stringify({ after: "€".repeat(9_000) }));

  test("is cut between two characters, and its message says how long it was", () => {
    const read = parse({ content: long });
    expect(read.bytes).toBeGreaterThan(SYSLOG_BYTES_MAX - 4);
    expect(read.bytes).toBeLessThanOrEqual(SYSLOG_BYTES_MAX);
    expect(read.data["counterfoil@32473"]?.contentBytes).toBe(String(long.bytes));
    expect(long.text.startsWith(read.text ?? "-")).toBe(true);
  });

  test("and was cut already says so too, though it fits", () => {
    const content = { text: long.text.slice(0, 100), bytes: long.bytes };
    expect(inData({ content })?.contentBytes).toBe(String(long.bytes));
    expect(inData({ content: jsonOf("{}") })).not.toHaveProperty("contentBytes");
  });
});

test("how grave an event is follows from what it is", () => {
  const of = (stream: LogRecord["stream"], event: string) => severityOf({ stream, event });
  expect(of("security", EVENTS_DROPPED)).toBe(3);
  expect([of("security", "sign-in-failed"), of("security", "sign-in-succeeded")]).toEqual([4, 6]);
  expect([of("audit", "database.row-changed"), of("audit", "day.closed")]).toEqual([4, 5]);
  expect(parse({ stream: "security", event: "sign-in-failed" })).toMatchObject({
    facility: 10,
    severity: 4,
  });
});
