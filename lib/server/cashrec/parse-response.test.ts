/** Numbers and text stay exact, from Cashrec's response to what is stored of it. */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { overBuiltIn } from "@/lib/domain/field-map/over-built-in";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { AppError } from "../app-error";
import { RECORDS_MAX } from "./limits";
import { readPayload, readSettledSheets, readSheets } from "./parse-response";
import { parseExactly } from "./exact-json";
import { QuestionCheck } from "./questions";
import { sliceRows } from "./row-slice";

const WANTED = { currencies: new Map([["101", "EUR"]]), dates: null };
const sheetWith = (amount: string) =>
  `{"centerId":101,"businessDay":"2019-01-05","payments":[{"id":"CASH","amount":${amount}}]}`;
const amountOf = (amount: string) =>
  readSheets(`[${sheetWith(amount)}]`, BUILT_IN_MAP, WANTED)[0]?.sheet.shifts[0]?.tenders?.[0]
    ?.amount;

describe("money from the text of the number", () => {
  test.each([
    ["12.10", 1_210, false],
    ['"12.1000"', 1_210, false],
    ["1e2", 10_000, false],
    ["1234567.890000000000000001", 123_456_789, true],
    ["0.125", 13, true],
    ["-0.125", -13, true],
  ])("%s", (text, amount, rounded) => {
    expect(amountOf(text)).toEqual({ amount, rounded });
  });

  test("12345678901234567.89 is not bent into a double: it is refused", () => {
    expect(() => amountOf("12345678901234567.89")).toThrow(AppError);
  });

  test("numbers that a double would bend keep their text", () => {
    expect(parseExactly("[12345678901234567.89, 0.1]")).toEqual(["12345678901234567.89", "0.1"]);
    expect(parseExactly("[1e-400]")).toEqual(["1e-400"]);
    expect(parseExactly("[1234567890123.5]")).toEqual([1_234_567_890_123.5]);
    expect(() => amountOf("1e999")).toThrow(AppError);
  });

  test("of two amounts under one name neither is taken", () => {
    for (const twice of ['12.5,"amount":99', '12.5, "am\\u006funt" : 99']) {
      expect(() => amountOf(twice)).toThrow("gives one name two values");
    }
    expect(amountOf('12.5,"amount":12.5')).toEqual({ amount: 1_250, rounded: false });
    expect(amountOf('12.5,"note":"\\"amount\\": 99"')).toEqual({ amount: 1_250, rounded: false });
  });
});

describe("the text of a record", () => {
  test("is cut out letter by letter, wherever the list stands", () => {
    const rows = [`{"a" : "]}\\"[", "n":1.10}`, `{"b":{"c":[1,2]}}`, "5", `"x,y"`, "null"];
    const list = `[ ${rows.join(" ,\n")} ]`;
    expect(sliceRows(list, [])).toEqual(rows);
    expect(sliceRows(`{"x":[1],"d a":{"rows":${list}},"y":"}"}`, ["d a", "rows"])).toEqual(rows);
    expect(sliceRows("[]", [])).toEqual([]);
  });

  test("parses to the record, whatever the records are", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, 4), (rows, indent) => {
        const text = JSON.stringify({ about: "}]", rows }, null, indent);
        const cut = sliceRows(text, ["rows"]).map((row) => JSON.parse(row) as unknown);
        expect(cut).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });

  test("can be read again, alone or as several flat records, in any order", () => {
    const row = (id: string) =>
      `{"centerId":101,"businessDay":"2019-01-05","paymentTypeId":"${id}","amount":1.50}`;
    const [one] = readSheets(`{"d":[${row("B")},${row("A")}]}`, BUILT_IN_MAP, WANTED);
    const [two] = readSheets(`[${row("A")}, ${row("B")}]`, BUILT_IN_MAP, WANTED);
    expect(one?.hash).toBe(two?.hash);
    const key = { centreId: "101", businessDate: "2019-01-05", currency: "EUR" };
    expect(readPayload(one?.payload ?? "", BUILT_IN_MAP, key)).toEqual(two?.sheet);
    expect(readPayload(sheetWith("2"), BUILT_IN_MAP, key)?.shifts[0]?.tenders).toHaveLength(1);
  });

  test("keeps the keys around it that are data, so that it can be read again", () => {
    const map = overBuiltIn({
      rows: "result.{centreId}",
      fields: { sheets: ["{businessDate}"], tenders: ["payments.{tenderId}"] },
    });
    const own = '{"2019-01-05": {"tillId":1, "payments":{"CASH":1.10}}}';
    const row = (id: string) => `{"businessDay":"2019-01-05","tillId":${id},"cashSales":1.10}`;
    const text = `{"result":{"1\\u0030\\u0031":${own},"102":[${row("1")}, ${row("2")}],"103":{}}}`;
    const currencies = new Map([
      ["101", "EUR"],
      ["102", "EUR"],
    ]);
    const [first, second] = readSheets(text, map, { currencies, dates: null });
    expect(first?.payload).toBe(`{"1\\u0030\\u0031":${own}}`);
    expect(second?.payload).toBe(`[{"102":[${row("1")}]},\n{"102":[${row("2")}]}]`);
    for (const { sheet, payload } of [first!, second!]) {
      expect(readPayload(payload, map, { ...sheet, currency: "EUR" })).toEqual(sheet);
    }
  });
});

test.each([
  ["nothing", "  "],
  ["half of it", `[${sheetWith("1")},{"cent`],
  ["no JSON", "<html></html>"],
  ["a bottomless list", "[".repeat(200_000)],
  ["a bottomless list with a long number", `[12345678901234567890${"[".repeat(200_000)}`],
  ["a record that does not fit, after one that does", `[${sheetWith("1")},${sheetWith('"x"')}]`],
])("an answer with %s is a changed upstream, and nothing of it is given back", (_, text) => {
  const changed = expect.objectContaining({ code: "UPSTREAM_CHANGED" }) as unknown;
  expect(() => readSheets(text, BUILT_IN_MAP, WANTED)).toThrow(changed);
});

test("no text makes it do anything but read or refuse", () => {
  const letters = fc.constantFrom("[", "]", "{", "}", '"', ",", ":", "1", "e", "-", " ", "a", "\\");
  const near = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), near), (text) => {
      try {
        readSheets(text, BUILT_IN_MAP, WANTED);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("other work runs between the steps of reading a response", async () => {
  const rounds: string[] = [];
  setImmediate(() => rounds.push("one"));
  const check = new QuestionCheck(() => Promise.resolve(new Set()));
  vi.spyOn(check, "refuseOpen").mockImplementation(() => {
    rounds.push("checked");
    return Promise.resolve();
  });
  await readSettledSheets(`[${sheetWith("1.50")}]`, { map: BUILT_IN_MAP, check }, WANTED);
  expect(rounds).toEqual(["one", "checked"]);
});

test("Cashrec's records are limited, and those of a file or a stored sheet are not", async () => {
  const tenders = Array.from({ length: RECORDS_MAX }, (_, at) => `{"id":"T${at}","amount":1.5}`);
  const text = `[{"centerId":101,"businessDay":"2019-01-05","payments":[${tenders.join()}]}]`;
  const check = new QuestionCheck(() => Promise.resolve(new Set()));
  await expect(readSettledSheets(text, { map: BUILT_IN_MAP, check }, WANTED)).rejects.toMatchObject(
    {
      code: "UPSTREAM_CHANGED",
      message: expect.stringContaining(`more than ${RECORDS_MAX} records at once`) as string,
    },
  );
  const [read] = readSheets(text, BUILT_IN_MAP, WANTED);
  expect(read?.sheet.shifts[0]?.tenders).toHaveLength(RECORDS_MAX);
});
