/** Sums up what rules for quiet days saved, and what their samples found. */
import { groupBy } from "../group-by";
import { type Minor, minor } from "../money";

export type QuietCounts = {
  /** Days that a rule reviewed, and the lines that nobody had to look at. */
  certified: number;
  certifiedLines: number;
  /** Days that went to a person; each of them is in one of the four numbers that follow. */
  sampled: number;
  /** Nobody has reviewed them yet. */
  waiting: number;
  unchanged: number;
  /** Somebody gave a reason, or waived a line. */
  explained: number;
  /** A recount was requested, or the figures are others now. */
  changed: number;
};

export type QuietFigures = QuietCounts & {
  currency: string;
  /** By how much the net of the sampled days has changed since they were drawn. */
  found: Minor;
};

export type QuietTotal = QuietCounts & { found: { currency: string; days: number; net: Minor }[] };

/** Amounts of different currencies are never added; those in which nothing changed are left out. */
export function sumQuietFigures(rows: readonly QuietFigures[]): QuietTotal {
  const sum = (countOf: (row: QuietFigures) => number) =>
    rows.reduce((total, row) => total + countOf(row), 0);
  const found = [...groupBy(rows, ({ currency }) => currency)].map(([currency, group]) => ({
    currency,
    days: group.reduce((days, { changed }) => days + changed, 0),
    net: minor(group.reduce((net, row) => net + row.found, 0)),
  }));
  return {
    certified: sum(({ certified }) => certified),
    certifiedLines: sum(({ certifiedLines }) => certifiedLines),
    sampled: sum(({ sampled }) => sampled),
    waiting: sum(({ waiting }) => waiting),
    unchanged: sum(({ unchanged }) => unchanged),
    explained: sum(({ explained }) => explained),
    changed: sum(({ changed }) => changed),
    found: found.filter(({ days }) => days > 0),
  };
}
