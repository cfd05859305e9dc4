/** The currencies in which the generated centres trade, and how large their amounts are. */
export type Money = {
  currency: string;
  /** The values of notes and coins, in minor units. */
  denominations: number[];
  /** Converts from a cent of a euro-sized price. */
  of: (cents: number) => number;
  /** The smallest change that is given. */
  step: number;
};

const EUR: Money = {
  currency: "EUR",
  denominations: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4],
  of: (cents) => cents,
  step: 1,
};
const GBP: Money = {
  currency: "GBP",
  denominations: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3],
  of: (cents) => cents,
  step: 1,
};
const JPY: Money = {
  currency: "JPY",
  denominations: [1, 5, 10, 50, 100, 500, 1e3, 2e3, 5e3, 1e4],
  // A yen price is about a hundred and fifty times a euro price, and ends in a 0.
  of: (cents) => Math.round((cents * 1.5) / 10) * 10,
  step: 10,
};

/** Seven of ten centres are in euro. */
export const CURRENCIES = [EUR, EUR, EUR, EUR, EUR, EUR, EUR, GBP, GBP, JPY];
