/**
 * Reads the same small day in every shape that an undocumented API might have: whatever the
 * spelling and the nesting, the result is the same cash sheet, or a refusal and nothing at all.
 */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  expected,
  flat,
  moneyAsText,
  nested,
  pascal,
  read,
  rename,
  respell,
  sheetsOf,
  snake,
  without,
} from "../../testing/cashrec-response";

/** Returns the shift without what a flat row can't express: that lists are empty. */
const withoutLists = {
  ...expected,
  shifts: expected.shifts.map((shift) => ({
    ...shift,
    expenses: null,
    contributions: null,
    withdrawals: null,
    deposits: null,
    pickups: null,
  })),
};

describe("without configuration it reads", () => {
  test.each([
    ["a list of nested records", [nested]],
    ["PascalCase", respell([nested], pascal)],
    ["snake_case", respell([nested], snake)],
    ["a wrapper object", { data: [nested] }],
    ["a wrapper in a wrapper, beside empty lists", { result: { items: [nested] }, errors: [] }],
    ["one record without a list", nested],
    ["money as text with four decimals", moneyAsText([nested])],
    ["other names for the centre and the day", [rename(nested, { centerId: "BusinessUnitId" })]],
    ["days within a centre", [{ centerId: 101, days: [without(nested, "centerId")] }]],
  ])("%s", (_, root) => {
    expect(sheetsOf(root)).toEqual([expected]);
  });

  test.each([
    ["flat rows, one per tender", flat],
    ["flat rows in snake_case in a wrapper", { rows: respell(flat, snake) }],
  ])("%s", (_, root) => {
    expect(sheetsOf(root)).toEqual([withoutLists]);
  });

  test("tills within shifts, and objects for what has an id and a name", () => {
    const [shift] = nested.shifts;
    const { shiftId, shiftName, tillId, tillName, payments, ...figures } =
      shift ?? nested.shifts[0]!;
    const tills = [{ id: tillId, name: tillName, ...figures, payments: payments.map(asObject) }];
    const root = [{ ...nested, shifts: [{ id: shiftId, name: shiftName, tills }] }];
    expect(sheetsOf(root)).toEqual([expected]);
  });

  test("an empty answer, and an empty sheet", () => {
    expect(sheetsOf([])).toEqual([]);
    expect(sheetsOf({ data: [], total: 0 })).toEqual([]);
    expect(sheetsOf([{ ...nested, shifts: [] }])).toEqual([{ ...expected, shifts: [] }]);
  });
});

describe("only what was asked for is kept", () => {
  test("other centres and other dates are passed over, even unreadable ones", () => {
    const stranger = { ...nested, centerId: 999, shifts: [{ payments: "?" }] };
    const tomorrow = { ...nested, businessDay: "2019-01-06T00:00:00" };
    expect(sheetsOf([stranger, nested, tomorrow])).toEqual([expected]);
  });
});

test("the same sheet twice, word for word, is one sheet", () => {
  expect(sheetsOf([nested, nested])).toEqual([expected]);
});

test("no JSON makes it do anything but read or refuse", () => {
  const keys = [
    "centerId",
    "businessDay",
    "shifts",
    "payments",
    "amount",
    "movements",
    "type",
    "id",
  ];
  const values = ["2019-01-05", "101", 12.1, "1e999", -1, null, true, "", "__proto__"];
  const tree = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constantFrom<unknown>(...values),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie("any"), { maxKeys: 6 }),
    ),
  })).any;
  const options = { currencies: { any: "EUR" }, dates: null };
  fc.assert(
    fc.property(fc.oneof(tree, fc.jsonValue()), (root) => {
      expect(["read", "drift"]).toContain(read(root, options).kind);
    }),
    { numRuns: 2_000 },
  );
});

test("whatever one breaks in a good answer, it is read in part by none", () => {
  const paths = pathsIn([nested], []);
  const replacement = fc.constantFrom<unknown>(null, "x", -1, [], {}, [1], { a: 1 });
  fc.assert(
    fc.property(fc.constantFrom(...paths), replacement, (path, value) => {
      const reading = read(JSON.parse(JSON.stringify(replace([nested], path, value))));
      expect(["read", "drift"]).toContain(reading.kind);
    }),
    { numRuns: 1_000 },
  );
});

function asObject({
  paymentTypeId,
  paymentType,
  amount: taken,
}: (typeof nested.shifts)[0]["payments"][0]) {
  return { type: { id: paymentTypeId, name: paymentType }, amount: { value: taken } };
}

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...inner.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

function replace(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === step ? replace(item, rest, by) : (item as unknown),
    );
  }
  const object = value as Record<string, unknown>;
  return { ...object, [step]: replace(object[step], rest, by) };
}

describe("a large response", () => {
  const many = (count: number, make: (at: number) => object) =>
    Array.from({ length: count }, (_, at) => make(at));
  const payments = many(100, (at) => ({ id: `T${at}`, amount: 1 }));
  const rows = many(101, (at) => ({ ...flat[0]!, paymentTypeId: `T${at}` }));

  test.each([
    [
      "tenders of one till",
      [{ ...nested, shifts: [{ tillId: "T1", payments }] }],
      "$[0].shifts[0].payments",
    ],
    ["flat rows", rows, "$[100]"],
  ])("of %s is refused before it is read, where records are limited", (_, root, path) => {
    const reason = "more than 100 records at once";
    expect(read(root, { recordsMax: 100 })).toEqual({ kind: "drift", path, reason });
    expect(read(root)).toMatchObject({ kind: "read" });
  });

  test("has records of other centres beside the limit", () => {
    const others = rows.map((row) => ({ ...row, centerId: "999" }));
    const reading = read([...others, nested], { recordsMax: 100 });
    expect(reading).toMatchObject({ kind: "read", sheets: [{ sheet: expected }] });
  });

  test("compares nothing with everything that came before", () => {
    const expenses = many(500, (at) => ({
      description: `E${at}`,
      amount: 1,
      paymentMethod: `?${at}`,
    }));
    const versions = many(500, () => ({ ...nested, version: 1 }));
    const stringify = vi.spyOn(JSON, "stringify");
    const [sheet] = sheetsOf([
      { ...nested, version: 2, shifts: [{ ...nested.shifts[0], expenses }] },
      ...versions,
    ]);
    expect(sheet?.findings).toHaveLength(500);
    expect(stringify.mock.calls.length).toBeLessThan(2_000);
    stringify.mockRestore();
  });
});
