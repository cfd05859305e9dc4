/** Words for cash in ten languages, and what may stand beside them. */
import { expect, test } from "vitest";
import { CASH_WORDS, isCashText, listCurrencies } from "./cash-words";

test.each(CASH_WORDS)("%s is cash, alone and beside words that say nothing", (word) => {
  expect(isCashText(word)).toBe(true);
  expect(isCashText(`${word.toUpperCase()} 2, EUR`)).toBe(true);
  expect(isCashText(`${word} app`)).toBe(false);
  expect(isCashText(`${word}s of others`)).toBe(false);
});

test("words that say nothing are not cash", () => {
  expect(["", "Till 2", "EUR", "Cashless", "1"].filter((text) => isCashText(text))).toEqual([]);
});

test("currencies are named by their codes", () => {
  expect(listCurrencies("Cash USD/eur")).toEqual(["USD", "EUR"]);
  expect(listCurrencies("Cash")).toEqual([]);
});
