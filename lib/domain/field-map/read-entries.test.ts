/** Tests expenses and movements in the forms that a sheet may give them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, nested, sheetsOf } from "../../testing/cashrec-response";

const [shift] = nested.shifts;
const shiftOf = (change: object) =>
  sheetsOf([{ ...nested, shifts: [{ ...shift, ...change }] }])[0]?.shifts[0];

test("movements in one list go by their type, or by their sign", () => {
  const movements = [
    { type: "Contribution", concept: "Change", amount: 20 },
    { type: "Retirada", amount: "-5.50" },
    { amount: -1 },
  ];
  expect(shiftOf({ movements })).toMatchObject({
    contributions: [{ label: "Change", amount: amount(2_000) }],
    withdrawals: [{ amount: amount(550) }, { amount: amount(100) }],
  });
});

test("movements may come in two lists, or as one figure", () => {
  const change = { contributions: [{ amount: 3 }], withdrawals: 4.5, movements: undefined };
  expect(shiftOf(change)).toMatchObject({
    contributions: [{ amount: amount(300) }],
    withdrawals: [{ label: null, amount: amount(450) }],
  });
});

describe("signs", () => {
  const LISTS = ["expenses", "contributions", "withdrawals", "deposits", "pickups"] as const;
  const read = (list: (typeof LISTS)[number], amounts: (number | null)[]) =>
    shiftOf({ movements: undefined, [list]: amounts.map((each) => ({ amount: each })) })?.[list];
  const cents = fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 100);
  const sumOf = (entries: ReturnType<typeof read>) =>
    (entries ?? []).reduce((total, entry) => total + (entry.amount?.amount ?? 0), 0);

  test.each(LISTS)("of %s that are all negative are turned", (list) => {
    expect(read(list, [-5, 0, null, -2.5])).toEqual(read(list, [5, 0, null, 2.5]));
  });

  test.each(LISTS)("of %s that are mixed stay, so that one cancels another", (list) => {
    expect(sumOf(read(list, [20, -20, 5]))).toBe(500);
  });

  test("leave the size of a sum as it is, and are kept where one amount is positive", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTS), fc.array(cents), (list, amounts) => {
        const total = amounts.reduce((all, each) => all + Math.round(each * 100), 0);
        const isTurned = !amounts.some((each) => each > 0);
        expect(sumOf(read(list, amounts))).toBe(isTurned ? Math.abs(total) : total);
      }),
    );
  });

  test("of one list of movements tell the direction of those without a type alone", () => {
    const movements = fc.array(
      fc.record({ type: fc.constantFrom("Cash in", "Cash out"), amount: cents }),
    );
    const untyped = fc.array(fc.record({ amount: cents }));
    fc.assert(
      fc.property(movements, untyped, (typed, bare) => {
        const shift = shiftOf({ movements: [...typed, ...bare] });
        const size = (type: string) => {
          const amounts = typed.filter((each) => each.type === type).map((each) => each.amount);
          const total = amounts.reduce((all, each) => all + Math.round(each * 100), 0);
          return amounts.some((each) => each > 0) ? total : Math.abs(total);
        };
        const bareOf = (sign: 1 | -1) =>
          bare.reduce(
            (all, { amount: each }) => all + Math.max(0, Math.round(sign * each * 100)),
            0,
          );
        expect(sumOf(shift?.contributions)).toBe(size("Cash in") + bareOf(1));
        expect(sumOf(shift?.withdrawals)).toBe(size("Cash out") + bareOf(-1));
      }),
    );
  });
});

test.each(["Transfer", "Domiciliación", "Virement", "Cheque", "PayPal", "Sodexo"])(
  "an expense paid by %s never left the till",
  (paymentType) => {
    const expenses = [
      { concept: "Rent", amount: 500, paymentType },
      { concept: "Ice", amount: 2 },
    ];
    const [sheet] = sheetsOf([{ ...nested, shifts: [{ ...shift, expenses }] }]);
    expect(sheet?.shifts[0]?.expenses).toEqual([{ label: "Ice", amount: amount(200) }]);
    expect(sheet?.findings).toBeUndefined();
  },
);

test("an expense paid by an unknown method is left out of the till, and told once", () => {
  const expenses = [{ concept: "Rent", amount: 500, paymentType: "Wunsch" }];
  const [sheet] = sheetsOf([{ ...nested, shifts: [{ ...shift, expenses }] }]);
  expect(sheet?.shifts[0]?.expenses).toEqual([]);
  expect(sheet?.findings).toEqual([
    { kind: "payment-unknown", shiftId: "1", tillId: "T1", name: "Rent", detail: "Wunsch" },
  ]);
});

test("an expense may name a tender of its shift by an id that says nothing", () => {
  const payments = [
    { id: 1, name: "Cash", amount: 20 },
    { id: 2, name: "Voucher", amount: 10 },
  ];
  const expenses = [
    { concept: "Ice", amount: 5, paymentTypeId: 1 },
    { concept: "Milk", amount: 3, paymentTypeId: 2 },
  ];
  const [sheet] = sheetsOf([{ ...nested, shifts: [{ ...shift, payments, expenses }] }]);
  expect(sheet?.shifts[0]?.expenses).toMatchObject([{ label: "Ice" }]);
  expect(sheet?.findings).toBeUndefined();
});

test("an expense paid by card never lay in the till", () => {
  const expenses = [
    { amount: 5, paymentType: "Tarjeta" },
    { amount: 2, paymentType: "Efectivo" },
  ];
  expect(shiftOf({ expenses })?.expenses).toMatchObject([{ amount: amount(200) }]);
});
