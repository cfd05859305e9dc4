/** Reads a list of lines to its end, page by page. */
import type { LineRow } from "@/lib/contracts/reconciliation";
import type { PageSearch } from "@/lib/contracts/search";
import type { Scope } from "@/lib/domain/permission";
import { listLines } from "@/lib/server/reconciliations/queries";

export async function readPages(
  scope: Scope<"reconciliation:view">,
  search: PageSearch,
): Promise<LineRow[]> {
  const lines: LineRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLines(scope, { ...search, cursor });
    lines.push(...page.lines);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return lines;
}
