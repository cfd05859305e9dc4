import "server-only";

/** Writes the legal entities, and whose each centre was from which date on, as an import reads. */
import { ENTITY_COLUMNS } from "@/lib/contracts/legal-entity-file";
import { listStays } from "@/lib/domain/organisation/tree";
import type { Scope } from "@/lib/domain/permission";
import { csvRow } from "@/lib/domain/report/csv";
import { sql } from "../db/sql";
import { listAllEntities, readEntityPositions } from "./queries";

export async function exportEntities(_scope: Scope<"centre:administer">): Promise<Response> {
  const entities = await listAllEntities(sql);
  const centres = await sql<{ id: string; name: string }>(
    "SELECT id, name FROM centre ORDER BY name, id",
  );
  const ids = centres.map(({ id }) => id);
  const stays = listStays(await readEntityPositions(sql, ids));
  const rows = [
    [...ENTITY_COLUMNS],
    ...entities.map(({ id, name, taxId, country, currency }) => {
      return ["entity", id, name, taxId ?? "", country ?? "", currency ?? "", "", ""];
    }),
    ...centres.flatMap(({ id, name }) =>
      (stays.get(id) ?? []).map(({ parentId, from }) => {
        return ["centre", id, name, "", "", "", parentId ?? "", from];
      }),
    ),
  ];
  const text = rows.map((cells) => csvRow(cells.map((cell) => ({ kind: "text", text: cell }))));
  return new Response(text.join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="legal-entities.csv"',
      "cache-control": "no-store",
    },
  });
}
