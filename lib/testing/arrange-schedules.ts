/** Two centres with a difference each, an author who sees both, and what is scheduled for whom. */
import { createScheduleSchema } from "@/lib/contracts/schedule";
import { proveAnywhere, type Role } from "@/lib/domain/permission";
import { sql } from "@/lib/server/db/sql";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { saveView } from "@/lib/server/saved-views/commands";
import { createSchedule } from "@/lib/server/schedules/commands";
import { listRuns } from "@/lib/server/schedules/queries";
import { serveReportFile } from "@/lib/server/schedules/serve-file";
import { makeCentre, makeUser, type MadeUser } from "./arrange";
import { arrangeDay } from "./arrange-workflow";
import { testDatabase } from "./database";

export const REPORTED_DATE = "2026-03-10";
/** By the clock of Madrid, 07:00 on the day after. */
export const DUE = Date.parse("2026-03-11T06:00:00Z");
const EARLY = Date.parse("2026-03-11T05:00:00Z");

/** Files are stored in the folder. */
export async function openReports(folder: string): Promise<void> {
  await testDatabase();
  await ensureJobTables();
  process.env.DATA_DIR = folder;
}

export function closeReports(): void {
  delete process.env.DATA_DIR;
}

export async function arrangeSchedules() {
  await sql("DELETE FROM report_schedule");
  const north = (await makeCentre({ name: "Northgate" })).id;
  const south = (await makeCentre({ name: "Southgate" })).id;
  const ana = await hire("approver", "Ana", [north, south]);
  const cal = await hire("counter", "Cal", [north, south]);
  await arrangeDay({ centreId: north, date: REPORTED_DATE }, cal, -12_34);
  await arrangeDay({ centreId: south, date: REPORTED_DATE }, cal, -56_78);
  const page = "reconciliations" as const;
  const saveFilters = async () => {
    const view = { page, name: "Short", query: "differencesOnly=true", shared: true };
    return (await saveView(readerOf(ana), view)).id;
  };
  /** Every day at seven, what was short yesterday, unless `more` says otherwise. */
  const schedule = async (recipients: readonly MadeUser[], more: object = {}) => {
    const input = createScheduleSchema.parse({
      name: "Differences",
      viewId: await saveFilters(),
      format: "csv",
      period: "yesterday",
      cadence: "daily",
      atTime: "07:00",
      centreId: north,
      delivery: "attachment",
      recipientIds: recipients.map(({ id }) => id),
      ...more,
    });
    return (await createSchedule(input, { actor: ana.actor, language: "en" }, EARLY)).id;
  };
  return { north, south, ana, saveFilters, schedule };
}

export function hire(role: Role, name: string, centreIds: readonly string[]): Promise<MadeUser> {
  return makeUser({ name, roles: centreIds.map((centreId) => ({ centreId, role })) });
}

export function readerOf({ actor }: MadeUser) {
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) throw new Error("This person sees no figures");
  return scope;
}

export function authorOf({ actor }: MadeUser) {
  const scope = proveAnywhere(actor, "report:schedule");
  if (scope === null) throw new Error("This person schedules nothing");
  return scope;
}

export async function runsOf(person: MadeUser) {
  return (await listRuns(readerOf(person), {})).runs;
}

/** The file that the latest run made for somebody. */
export async function fileOf(person: MadeUser): Promise<Buffer> {
  const fileId = (await runsOf(person))[0]?.file?.id ?? "";
  const response = await serveReportFile(readerOf(person), { fileId });
  return Buffer.from(await response.arrayBuffer());
}
