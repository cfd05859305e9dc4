/** Adds up what several centres owe, by currency: a figure is unknown as soon as one of its is. */
type Figures = {
  beforeMinor: number | null;
  inMinor: number | null;
  outMinor: number | null;
  afterMinor: number | null;
  unknown: number;
};

type OwedRow = { currency: string; tips: Figures; giftCards: Figures };

export function sumOwed(rows: readonly OwedRow[]): OwedRow[] {
  const totals = new Map<string, OwedRow>();
  for (const { currency, tips, giftCards } of rows) {
    const total = totals.get(currency) ?? { currency, tips: NOTHING, giftCards: NOTHING };
    totals.set(currency, {
      currency,
      tips: plus(total.tips, tips),
      giftCards: plus(total.giftCards, giftCards),
    });
  }
  return [...totals.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

const NOTHING: Figures = { beforeMinor: 0, inMinor: 0, outMinor: 0, afterMinor: 0, unknown: 0 };

function plus(one: Figures, other: Figures): Figures {
  return {
    beforeMinor: plusKnown(one.beforeMinor, other.beforeMinor),
    inMinor: plusKnown(one.inMinor, other.inMinor),
    outMinor: plusKnown(one.outMinor, other.outMinor),
    afterMinor: plusKnown(one.afterMinor, other.afterMinor),
    unknown: one.unknown + other.unknown,
  };
}

function plusKnown(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
