import "server-only";

/**
 * The views that a reader may open: their own, and shared ones all of whose centres and nodes they
 * may see.
 */
import type { View, ViewList } from "@/lib/contracts/saved-view";
import type { Scope } from "@/lib/domain/permission";
import {
  listCentresInQuery,
  listNodesInQuery,
  type ViewPage,
} from "@/lib/domain/screen/saved-view";
import { prepared, sql } from "../db/sql";
import { listNodesWithin } from "../organisation/chosen-nodes";

const VIEWS_MAX = 500;

type ViewRecord = Omit<View, "changedAt"> & { changedAt: Date };
type Reader = Scope<"reconciliation:view">;

export async function listViews(reader: Reader, { page }: { page: ViewPage }): Promise<ViewList> {
  const [rows, last, nodeIds] = await Promise.all([
    prepared<ViewRecord>(
      `${SELECT} WHERE v.page = $2 AND (v.user_id = $1::uuid OR v.shared)
       ORDER BY (v.user_id <> $1::uuid), v.name, v.id LIMIT ${VIEWS_MAX}`,
      [reader.actorId, page],
    ),
    prepared<{ id: string }>(
      "SELECT view_id::text AS id FROM last_view WHERE user_id = $1::uuid AND page = $2",
      [reader.actorId, page],
    ),
    listNodesWithin(reader),
  ]);
  const views = rows.map(buildView).filter((view) => mayOpen({ ...reader, nodeIds }, view));
  const lastId = last[0]?.id ?? null;
  return { views, lastId: views.some(({ id }) => id === lastId) ? lastId : null };
}

export async function findView(reader: Reader, viewId: string): Promise<View | null> {
  const rows = await sql<ViewRecord>(
    `${SELECT} WHERE v.id = $2::uuid AND (v.user_id = $1::uuid OR v.shared)`,
    [reader.actorId, viewId],
  );
  const view = rows.map(buildView)[0];
  if (view === undefined) return null;
  return mayOpen({ ...reader, nodeIds: await listNodesWithin(reader) }, view) ? view : null;
}

const SELECT = `
  SELECT v.id::text AS id, v.page, v.name, v.query, v.shared, (v.user_id = $1::uuid) AS mine,
         coalesce(u.name, '') AS by, v.changed_at AS "changedAt"
    FROM saved_view v LEFT JOIN "user" u ON u.id = v.user_id`;

function buildView({ changedAt, ...row }: ViewRecord): View {
  return { ...row, changedAt: changedAt.toISOString() };
}

type Reach = Pick<Reader, "centreIds"> & { nodeIds: ReadonlySet<string> | null };

/** Owners may always open their own views, whose page says when something is no longer visible. */
function mayOpen({ centreIds, nodeIds }: Reach, { mine, query }: View): boolean {
  if (mine) return true;
  return (
    (centreIds === null || listCentresInQuery(query).every((id) => centreIds.includes(id))) &&
    (nodeIds === null || listNodesInQuery(query).every((id) => nodeIds.has(id)))
  );
}
