import { expect, test } from "vitest";
import type { Json } from "../field-map";
import { questionsOf } from "../open-questions";
import { overBuiltIn } from "../over-built-in";
import { readResponse } from "../read-response";
import type { Proposal } from "./proposal";
import { proposeFieldMap } from "./propose";

const asked = { centreIds: ["101"], from: "2026-11-23", to: "2026-11-24" };

function propose(json: Json): Proposal {
  return proposeFieldMap({
    responses: [{ json, asked, currency: "EUR" }],
    specification: null,
  });
}

function read(json: Json, { map }: Proposal) {
  const wanted = {
    currencies: new Map([["101", "EUR"]]),
    dates: { from: asked.from, to: asked.to },
  };
  const full = overBuiltIn(map);
  const reading = readResponse(json, { map: full, ...wanted });
  if (reading.kind === "drift") throw new Error(`${reading.path}: ${reading.reason}`);
  return {
    shifts: reading.sheets.flatMap(({ sheet }) => sheet.shifts),
    open: questionsOf(json, full, { reading, wanted }),
  };
}

const day = (date: string, amounts: readonly [number, number]) => ({
  local: 101,
  fecha: date,
  turnos: [
    {
      turno: 1,
      caja: "C1",
      fondo_de_caja: 150,
      total_ventas: amounts[0] + amounts[1],
      cobros: [
        { forma_pago: "Efectivo", importe: amounts[0] },
        { forma_pago: "Tarjeta", importe: amounts[1] },
      ],
    },
  ],
});

test("a nested Spanish response needs no question", () => {
  const json = { hojas: [day("23/11/2026", [10.25, 20.5]), day("24/11/2026", [8.75, 31.5])] };
  const proposal = propose(json);
  expect(proposal.questions).toEqual([]);
  expect(proposal.map).toMatchObject({
    rows: "hojas",
    dates: "day-first",
    fields: { centreId: ["local"], float: ["fondo_de_caja"], tenders: ["cobros"] },
  });
  const { shifts, open } = read(json, proposal);
  expect(open).toEqual([]);
  expect(shifts[0]).toMatchObject({ shiftId: "1", tillId: "C1", float: { amount: 15_000 } });
  expect(shifts[0]?.tenders).toMatchObject([
    { tenderId: "Efectivo", kind: "cash", amount: { amount: 1_025 } },
    { tenderId: "Tarjeta", kind: "card", amount: { amount: 2_050 } },
  ]);
});

test("the amount that adds up to the sales is the one that was taken", () => {
  const tender = (name: string, taken: number, counted: number) => ({
    payment: name,
    a: counted,
    b: taken,
  });
  const shift = (number: number, cash: number) => ({
    shiftId: number,
    tillId: "T1",
    grossSales: cash + 20.5,
    payments: [tender("Cash", cash, cash - 1.25), tender("Visa", 20.5, 20.5)],
  });
  const json = [{ centreId: 101, date: "2026-11-23", shifts: [shift(1, 10.25), shift(2, 11.75)] }];
  const { choices } = propose(json);
  expect(choices.find(({ field }) => field === "tenderAmount")).toMatchObject({
    alias: "@b",
    reason: { code: "adds-up", facts: { matched: 2, of: 2 } },
  });
});

test("money that nobody explains is asked about", () => {
  const [first] = [day("23/11/2026", [10.25, 20.5])];
  const shifts = (first?.turnos ?? []).map((shift) => ({ ...shift, xq: 12.34 }));
  const json = { hojas: [{ ...first, turnos: shifts }] } as Json;
  expect(propose(json).questions).toContainEqual({
    kind: "unknown-money",
    path: "$.hojas[].turnos[].xq",
    facts: {},
  });
});

test("a date that could be of two months is asked about", () => {
  const proposal = proposeFieldMap({
    responses: [
      {
        json: { hojas: [day("01/02/2026", [10.25, 20.5])] },
        asked: { centreIds: ["101"], from: "2026-01-01", to: "2026-02-28" },
        currency: "EUR",
      },
    ],
    specification: null,
  });
  expect(proposal.questions).toContainEqual({
    kind: "uncertain",
    path: "$.hojas[].fecha",
    facts: { field: "dates", first: "day-first", second: "month-first" },
  });
});

test("without the centre that was asked for nothing is chosen", () => {
  const { questions } = propose([{ shop: 999, date: "2026-11-23", shifts: [] }]);
  expect(questions).toContainEqual({ kind: "not-found", path: "$", facts: { field: "centreId" } });
});
