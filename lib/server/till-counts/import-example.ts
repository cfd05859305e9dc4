import "server-only";

/**
 * Makes an example of a file of counts with the reader's own tills, in which only the amounts are
 * missing. An empty amount is refused by the import, so that the example stores nothing by itself.
 */
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { COUNT_COLUMNS } from "@/lib/domain/till-count/import-row";
import { listCentres } from "../centres/queries";
import { listLinesToCount } from "./sheet-lines";

/** An example of many centres would be no help. */
const CENTRES_MAX = 3;

export async function makeImportExample(scope: Scope<"till-count:import">): Promise<Response> {
  const centres = (await listCentres(scope)).slice(0, CENTRES_MAX);
  const now = Date.now();
  const rows: string[] = [];
  for (const centre of centres) {
    const day = { centreId: centre.id, businessDate: computeBusinessDate(now, centre) };
    const { lines } = await listLinesToCount(day);
    for (const { shift_id: shiftId, till_id: tillId, tender_id: tenderId } of lines) {
      rows.push([centre.id, day.businessDate, shiftId, tillId, tenderId, ""].join(","));
    }
  }
  const text = `${[COUNT_COLUMNS.join(","), ...new Set(rows)].join("\r\n")}\r\n`;
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="till-counts-example.csv"`,
      "cache-control": "no-store",
    },
  });
}
