/** The totals of the whole tree of a thousand centres and a year, as the page reads them. */
import { loadavg } from "node:os";
import { varianceNodesSearchSchema } from "@/lib/contracts/variance-nodes";
import { addDays } from "@/lib/domain/business-date";
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import {
  EVERYWHERE,
  type Permission,
  proveAnywhere,
  type Role,
  type Scope,
} from "@/lib/domain/permission";
import { disconnect } from "@/lib/server/db/client";
import { saveOrganisation } from "@/lib/server/organisation/commands";
import { foldVarianceTotals } from "@/lib/server/variances/fold";
import { getVarianceNodes } from "@/lib/server/variances/nodes";
import { percentile, row, timed, title } from "../figures/report";
import type { BenchServer } from "./server";
import { withClient } from "../postgres/with-client";
import { ensureYearDatabase, listCentreIds, YEAR } from "./year";

const WARM_UP = 3;
const ROUNDS = 40;
const AREA_CENTRES = 25;
const COUNTRIES = 4;
const USER = "00000000-0000-4000-8000-00000000be0c";

export async function benchTree(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  process.env.DATABASE_URL = url;
  const centreIds = listCentreIds(scale);
  try {
    const load = loadavg()[0]?.toFixed(1);
    title(`The tree of a year of ${centreIds.length} centres, ${ROUNDS} times each, load ${load}`);
    await withClient(url, (client) =>
      client.query(
        `INSERT INTO "user" (id, email, name) VALUES ($1, 'bench@example.test', 'Bench')
         ON CONFLICT DO NOTHING`,
        [USER],
      ),
    );
    await storeTree(centreIds);
    // A job folds the sums every hour.
    await foldVarianceTotals();
    await withClient(url, (client) =>
      client.query("VACUUM ANALYZE variance_total, variance_added"),
    );
    await measure("totals of the whole tree", {});
    await measure("totals of one area and its centres", { nodeId: "A-1", below: "A-1" });
  } finally {
    await disconnect();
  }
}

/** A group has four countries, which have areas, which have centres. It is stored once. */
async function storeTree(centreIds: readonly string[]): Promise<void> {
  const from = "2000-01-01";
  const areas = Math.ceil(centreIds.length / AREA_CENTRES);
  const rows: OrganisationRow[] = [
    { kind: "group", id: "G", name: "Group", parentId: null, from },
    ...Array.from({ length: COUNTRIES }, (_, n): OrganisationRow => {
      return { kind: "country", id: `C-${n}`, name: `Country ${n}`, parentId: "G", from };
    }),
    ...Array.from({ length: areas }, (_, n): OrganisationRow => {
      const parentId = `C-${n % COUNTRIES}`;
      return { kind: "area", id: `A-${n}`, name: `Area ${n}`, parentId, from };
    }),
    ...centreIds.map((id, at): OrganisationRow => {
      const parentId = `A-${Math.floor(at / AREA_CENTRES)}`;
      return { kind: "centre", id, name: "", parentId, from };
    }),
  ];
  const scope = prove("administrator", "centre:administer");
  await saveOrganisation(scope, rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused[0]));
    },
  });
}

function prove<P extends Permission>(role: Role, permission: P): Scope<P> {
  const roles = new Map([[EVERYWHERE, [role]]]);
  const actor = { userId: USER, name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, permission);
  if (scope === null) throw new Error(`The role ${role} does not grant ${permission}.`);
  return scope;
}

/** Each time up to another day, and as text, as it would be sent. */
async function measure(name: string, search: object): Promise<void> {
  const scope = prove("auditor", "variance:view");
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const range = { from: YEAR.from, to: addDays(YEAR.to, -(round % 28)) };
    const asked = varianceNodesSearchSchema.parse({ ...search, ...range });
    const { ms } = await timed(async () => JSON.stringify(await getVarianceNodes(scope, asked)));
    if (round >= WARM_UP) times.push(ms);
  }
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
  row(name, `${half.toFixed(1)} / ${most.toFixed(1)} ms`, "aim: p95 100 ms");
}
