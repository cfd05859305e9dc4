import "server-only";

/**
 * Lists when which centres have every day approved, within a span. Settings follow the tree of each
 * business date, and the tree changes on few of them.
 */
import { addDays, type DateRange } from "@/lib/domain/business-date";
import { BUILT_IN, readStoredCounting } from "../centres/counting";
import { prepared } from "../db/sql";
import type { Span } from "../reconciliations/freshness";

/** Three parameters of a statement: the centres, and the first and the last date of each span. */
type ApprovedSpans = readonly [string[], string[], string[]];

export async function listApprovedSpans({ centreIds, from, to }: Span): Promise<ApprovedSpans> {
  const ids = centreIds ?? (await listCentreIds());
  const { inForce, isOfNodes } = await readStoredCounting(prepared, ids);
  const starts = [from, ...(isOfNodes ? await listChangesOfTree({ from, to }) : [])];
  const spans = starts.flatMap((start, at) => {
    const next = starts[at + 1];
    const end = next === undefined ? to : addDays(next, -1);
    return ids
      .filter((id) => (inForce(id, start)?.value ?? BUILT_IN).approval === "always")
      .map((id) => ({ id, start, end }));
  });
  return [spans.map(({ id }) => id), spans.map(({ start }) => start), spans.map(({ end }) => end)];
}

async function listCentreIds(): Promise<string[]> {
  const centres = await prepared<{ id: string }>("SELECT id FROM centre");
  return centres.map(({ id }) => id);
}

/** Lists the dates on which anything moved within the range, but for its first. */
async function listChangesOfTree({ from, to }: DateRange): Promise<string[]> {
  const changes = await prepared<{ date: string }>(
    `SELECT valid_from AS date FROM node_position WHERE valid_from > $1 AND valid_from <= $2
      UNION SELECT valid_from FROM centre_position WHERE valid_from > $1 AND valid_from <= $2
      ORDER BY date`,
    [from, to],
  );
  return changes.map(({ date }) => date);
}
