import { expect, test } from "vitest";
import type { Json } from "../field-map";
import { questionsOf } from "../open-questions";
import { overBuiltIn } from "../over-built-in";
import { readResponse } from "../read-response";
import { proposeFieldMap } from "./propose";

const asked = { centreIds: ["101"], from: "2026-11-23", to: "2026-11-23" };

function propose(json: Json) {
  const { map, questions, choices } = proposeFieldMap({
    responses: [{ json, asked, currency: "EUR" }],
    specification: null,
  });
  const full = overBuiltIn(map);
  const wanted = {
    currencies: new Map([["101", "EUR"]]),
    dates: { from: asked.from, to: asked.to },
  };
  const reading = readResponse(json, { map: full, ...wanted });
  if (reading.kind === "drift") throw new Error(`${reading.path}: ${reading.reason}`);
  return {
    map,
    choices,
    questions,
    shifts: reading.sheets.flatMap(({ sheet }) => sheet.shifts),
    open: questionsOf(json, full, { reading, wanted }),
  };
}

type Tenders = { cash: number; card: number };
const SALES: Tenders[] = [
  { cash: 41_337, card: 26_148 },
  { cash: 35_921, card: 48_264 },
  { cash: 29_406, card: 31_785 },
  { cash: 52_173, card: 27_932 },
  { cash: 33_618, card: 45_059 },
  { cash: 24_847, card: 38_216 },
  { cash: 47_523, card: 29_981 },
  { cash: 30_764, card: 42_135 },
];

type Options = { unit?: number; others?: (sales: Tenders) => Record<string, Json> };

/** Eight shifts of one till. */
function write({ unit = 100, others = () => ({}) }: Options = {}): Json {
  const shifts = SALES.map(({ cash, card }, index) => ({
    shiftId: index + 1,
    tillId: "T1",
    grossSales: (cash + card) / unit,
    payments: [
      { paymentType: "Cash", amount: cash / unit },
      { paymentType: "Visa", amount: card / unit },
    ],
    ...others({ cash: cash / unit, card: card / unit }),
  }));
  return [{ centreId: 101, businessDate: asked.from, shifts }];
}

test("many amounts with every last digit that no till takes in a shift are in cents", () => {
  const { map, questions, shifts } = propose(write({ unit: 1 }));
  expect(questions).toEqual([]);
  expect(map.amounts.scale).toBe("minor");
  expect(shifts[0]?.grossSales).toMatchObject({ amount: 67_485 });
});

test("whole amounts that a till could take are asked about", () => {
  const rounded = SALES.map(({ cash, card }, index) => ({
    shiftId: index + 1,
    tillId: "T1",
    payments: [
      { paymentType: "Cash", amount: Math.round(cash / 100) },
      { paymentType: "Visa", amount: Math.round(card / 100) },
    ],
  }));
  const json = [{ centreId: 101, businessDate: asked.from, shifts: rounded }];
  expect(propose(json).questions).toEqual([{ kind: "unknown-scale", path: "$", facts: {} }]);
});

test("a row that is the sum of the other tenders is left out, and another one is asked about", () => {
  const json = write({
    others: ({ cash, card }) => ({
      payments: [
        { paymentType: "Cash", amount: cash },
        { paymentType: "Visa", amount: card },
        { paymentType: "Total", amount: Math.round((cash + card) * 100) / 100 },
      ],
    }),
  });
  const { map, questions, choices, shifts, open } = propose(json);
  expect([...questions, ...open]).toEqual([]);
  expect(shifts[0]?.tenders?.map(({ tenderId }) => tenderId)).toEqual(["Cash", "Visa"]);
  expect(choices.find(({ field }) => field === "tenders")?.reason).toEqual({
    code: "adds-up",
    facts: { matched: 8, of: 8, total: 'paymentType "Total"' },
  });
  const later = JSON.parse(JSON.stringify(json).replace('"Total"', '"Voucher"')) as Json;
  const full = overBuiltIn(map);
  const wanted = { currencies: new Map([["101", "EUR"]]), dates: null };
  const reading = readResponse(later, { map: full, ...wanted });
  if (reading.kind === "drift") throw new Error(reading.reason);
  expect(questionsOf(later, full, { reading, wanted })).toMatchObject([{ kind: "unused-list" }]);
});

test("a round amount that a till has in every shift is its float", () => {
  const { questions, shifts } = propose(write({ others: () => ({ xq: 150 }) }));
  expect(questions).toEqual([]);
  expect(shifts[0]?.float).toMatchObject({ amount: 15_000 });
});

test("versamenti beside prelievi are paid in to the drawer, and alone they are asked about", () => {
  const both = propose(write({ others: () => ({ versamenti: 20, prelievi: 30.5 }) }));
  expect(both.map.fields).toMatchObject({
    contributions: ["versamenti"],
    withdrawals: ["prelievi"],
  });
  const alone = propose(write({ others: ({ cash }) => ({ versamenti: cash }) }));
  expect(alone.map.fields.contributions).toEqual([]);
});

test("what cards and others leave of the gross sales is cash, whatever its name", () => {
  const json = write({
    others: ({ cash, card }) => ({
      payments: [],
      bar: { sales: cash },
      karten: [{ paymentType: "Visa", amount: card }],
      sonstige: [],
    }),
  });
  expect(propose(json).map.fields.cashSales).toEqual(["bar.sales"]);
});

test("a response that is one record with its shifts inside is read whole", () => {
  const [record] = write() as { shifts: Json[] }[];
  const json = { centreId: 101, businessDate: asked.from, datos: { turnos: record?.shifts ?? [] } };
  const { map, questions, shifts } = propose(json);
  expect(questions).toEqual([]);
  expect(map).toMatchObject({ rows: null, fields: { shifts: ["datos.turnos"] } });
  expect(shifts).toHaveLength(SALES.length);
});

test("where each shift has a single tender, its amount and the sales are told by their names", () => {
  const json = SALES.map(({ cash }, index) => ({
    centreId: 101,
    businessDate: asked.from,
    shiftId: index + 1,
    tillId: "T1",
    totalSales: cash / 100,
    paymentType: index % 2 === 0 ? "Cash" : "Visa",
    amount: cash / 100,
  }));
  const { map, questions } = propose(json);
  expect(questions).toEqual([]);
  expect(map.fields).toMatchObject({ tenderAmount: ["amount"], grossSales: ["totalSales"] });
});
