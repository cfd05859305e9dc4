/** Tests expenses and movements in the forms that a sheet may give them. */
import { expect, test } from "vitest";
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

test("an expense paid by card never lay in the till", () => {
  const expenses = [
    { amount: 5, paymentType: "Tarjeta" },
    { amount: 2, paymentType: "Efectivo" },
  ];
  expect(shiftOf({ expenses })?.expenses).toMatchObject([{ amount: amount(200) }]);
});
