/** Tests words in three languages, with or without accents, in any spelling. */
import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "./built-in";
import { Vocabulary } from "./words";

const words = new Vocabulary(BUILT_IN_MAP.words);

test.each([
  ["CASH", null, "cash"],
  ["1", "Efectivo", "cash"],
  ["ESP", "Espèces", "cash"],
  ["cashTaken", null, "cash"],
  ["7", "Dinheiro", "cash"],
  ["8", "Bargeld", "cash"],
  ["9", "Contanti", "cash"],
  ["10", "Contant geld", "other"],
  ["11", "Contant", "cash"],
  ["12", "Gotówka", "cash"],
  ["13", "Kontanter", "cash"],
  ["14", "Numerário", "cash"],
  ["15", "Efectivo caja 2", "cash"],
  ["16", "Cash EUR", "cash"],
  ["CASH", "Main bar", "cash"],
  ["CASHAPP", "Cash App", "other"],
  ["CashApp", null, "other"],
  ["17", "Efectivo Restaurante", "voucher"],
  ["18", "Cash on delivery", "other"],
  ["CARD", "Credit card", "card"],
  ["2", "Tarjeta de crédito", "card"],
  ["CB", "Carte bancaire", "card"],
  ["MEAL", "Ticket Restaurant", "voucher"],
  ["3", "Tarjeta restaurante", "voucher"],
  ["4", "Chèque déjeuner", "voucher"],
  ["EWALLET", "E-wallet", "other"],
  ["5", "Cashless", "other"],
])("%s %s is %s", (id, name, kind) => {
  expect(words.kindOf(id, name)).toBe(kind);
});

test.each([
  ["Efectivo", "till"],
  ["cash", "till"],
  ["Bank transfer", "elsewhere"],
  ["Domiciliación", "elsewhere"],
  ["Virement", "elsewhere"],
  ["Chèque", "elsewhere"],
  ["Direct debit", "elsewhere"],
  ["PayPal", "elsewhere"],
  ["Tarjeta", "elsewhere"],
  ["Ticket Restaurant", "elsewhere"],
  ["Cash App", "unknown"],
  ["3", "unknown"],
  ["Supplier account", "elsewhere"],
])("an expense by %s is paid out of the till or not: %s", (text, from) => {
  expect(words.paidWith(text)).toBe(from);
});

test.each([
  ["Contribution", "contribution"],
  ["cash_in", "contribution"],
  ["Aportación", "contribution"],
  ["WITHDRAWAL", "withdrawal"],
  ["PaidOut", "withdrawal"],
  ["Prélèvement", "withdrawal"],
  ["in and out", null],
  ["Main", null],
])("%s is %s", (text, direction) => {
  expect(words.directionOf(text)).toBe(direction);
});
