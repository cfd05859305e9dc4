/** What a response may hide is asked about, and nothing else is. */
import { describe, expect, test } from "vitest";
import type { Json } from "./field-map";
import { BUILT_IN_MAP } from "./built-in";
import { type Found, withoutIndices } from "./cursor";
import { describeForm } from "./form";
import { listQuestions } from "./questions";
import {
  flat,
  nested,
  pascal,
  read,
  respell,
  snake,
  without,
} from "../../testing/cashrec-response";

const [shift] = nested.shifts;

function ask(root: unknown, centre = "101"): string[] {
  const used = new Set<string>();
  const onFound = ({ path }: Found) => used.add(withoutIndices(path));
  read(root, { currencies: { any: "" }, dates: null, onFound });
  const reading = read(root, { currencies: new Map([[centre, "INR"]]) });
  if (reading.kind === "drift") throw new Error(reading.reason);
  return listQuestions({
    root: root as Json,
    form: describeForm(root as Json),
    used,
    skipped: new Set(),
    ignored: new Set(),
    sheets: reading.sheets.map(({ sheet }) => sheet),
    rowsPath: reading.rowsPath,
    records: reading.records,
    hasRequested: reading.hasRequested,
    assumedTillId: BUILT_IN_MAP.assumed.tillId,
    decimals: 2,
  }).map(({ kind, path }) => `${kind} ${path}`);
}

const withShift = (change: object) => [{ ...nested, shifts: [{ ...shift, ...change }] }];

describe("nothing is asked", () => {
  test.each<[string, unknown]>([
    ["of a usual answer", [nested]],
    ["of PascalCase in a wrapper", { data: respell([nested], pascal), total: 1 }],
    ["of snake_case", respell([nested], snake)],
    ["of flat rows", flat],
    ["of an empty answer", []],
    ["of tax, counts and zeros", withShift({ taxTotal: 1.5, guestCount: 7, tips: 0 })],
    ["of a sheet of the day after alone", [{ ...nested, businessDay: "2019-01-06" }]],
    ["of what stands in a state beside the list", { items: [nested], status: 200, tookMs: 812 }],
  ])("%s", (_, root) => {
    expect(ask(root)).toEqual([]);
  });
});

describe("it is asked", () => {
  test.each<[string, unknown, string]>([
    [
      "of money that no field uses",
      withShift({ staffTips: 12.5 }),
      "unused-money $[].shifts[].staffTips",
    ],
    [
      "of a whole amount by its name",
      withShift({ safeDropAmount: 500 }),
      "unused-money $[].shifts[].safeDropAmount",
    ],
    [
      "of a list with amounts that no field uses",
      withShift({ safeDrops: [{ no: 1, x: 500 }] }),
      "unused-list $[].shifts[].safeDrops",
    ],
    [
      "of a count that is larger than the records",
      { rows: [nested], registros: 90 },
      "one-page $.registros",
    ],
    ["of records of other dates", [{ ...nested, businessDay: "2019-03-06" }], "no-record $"],
    [
      "of a till that is assumed",
      [{ ...nested, shifts: [without(shift!, "tillId", "tillName")] }],
      "assumed-till $",
    ],
  ])("%s", (_, root, question) => {
    expect(ask(root)).toContain(question);
  });

  test("of records of other centres", () => {
    expect(ask([nested], "OS-7")).toEqual(["no-record $"]);
  });

  test("of amounts that are all whole", () => {
    const payments = ["A", "B", "C", "D", "E", "F"].map((id, at) => ({ id, amount: 1_000 + at }));
    expect(ask(withShift({ payments, grossSales: 6_015, netSales: 6_015 }))).toEqual([
      "whole-amounts $",
    ]);
    expect(ask(withShift({ payments, grossSales: 6_015.5, netSales: 6_015 }))).toEqual([]);
  });
});
