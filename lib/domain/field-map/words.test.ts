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
