/** What people do. Each command is the real one, with what its author saw a moment ago. */
import { AppError, isAppError } from "@/lib/server/app-error";
import { respondOnce } from "@/lib/server/api/idempotency";
import { sql } from "@/lib/server/db/sql";
import { explainLine } from "@/lib/server/explanations/commands";
import { changePeriod } from "@/lib/server/periods/commands";
import { isDatabaseGone } from "@/lib/server/sync/failure";
import { recordTillCount } from "@/lib/server/till-counts/commands";
import { changeTolerance } from "@/lib/server/tolerances/commands";
import { moveDay } from "@/lib/server/workflow/commands";
import { MOVE_PERMISSIONS, type MoveName } from "@/lib/domain/workflow/workflow";
import { type Person, scopeOf } from "./people";
import { type Act, type ActKind, note, type Simulation } from "./simulation";

const RETRIES_MAX = 4;

export type Day = { centreId: string; date: string };
type LineSeen = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  expected: number | null;
  counted: number | null;
  difference: number | null;
  verdict: string;
};

export async function seeLines({ centreId, date }: Day): Promise<LineSeen[]> {
  return sql<LineSeen>(
    `SELECT shift_id AS "shiftId", till_id AS "tillId", tender_id AS "tenderId",
            expected_minor::float8 AS expected, counted_minor::float8 AS counted,
            difference_minor::float8 AS difference, verdict
       FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2
      ORDER BY shift_id, till_id, tender_id`,
    [centreId, date],
  );
}

async function seeVersion({ centreId, date }: Day): Promise<number> {
  const [row] = await sql<{ version: number }>(
    "SELECT version FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [centreId, date],
  );
  return row?.version ?? 0;
}

type Position = Pick<LineSeen, "shiftId" | "tillId" | "tenderId">;

export function count(
  simulation: Simulation,
  by: Person,
  day: Day,
  counted: Position & { amount: number },
) {
  const { shiftId, tillId, tenderId, amount } = counted;
  const act = beginAct(
    simulation,
    "count",
    day,
    `${by.name} counts ${tillId}/${tenderId} ${amount}`,
  );
  act.amount = amount;
  const position = { shiftId, tillId, tenderId };
  const key = { centreId: day.centreId, businessDate: day.date };
  const input = Object.assign({ countedMinor: amount, seconds: act.id }, key, position);
  return perform(simulation, act, by, () =>
    recordTillCount(scopeOf(by, "till-count:record", day.centreId), input, "api", {
      isManager: true,
    }),
  );
}

export async function explain(
  simulation: Simulation,
  by: Person,
  day: Day,
  line: LineSeen,
): Promise<void> {
  const version = await seeVersion(day);
  const { shiftId, tillId, tenderId } = line;
  const act = beginAct(simulation, "explanation", day, `${by.name} explains ${tillId}/${tenderId}`);
  const reason = line.verdict === "uncounted" ? "count-lost" : "late-sale";
  const input = { version, shiftId, tillId, tenderId, reason, text: textOf(act) };
  await perform(simulation, act, by, () =>
    explainLine(
      scopeOf(by, "reconciliation:explain", day.centreId),
      Object.assign({ centreId: day.centreId, date: day.date }, input),
    ),
  );
}

export async function move(
  simulation: Simulation,
  by: Person,
  day: Day,
  name: MoveName,
): Promise<boolean> {
  const version = await seeVersion(day);
  const act = beginAct(simulation, "move", day, `${by.name} makes the ${name}`);
  const input = { centreId: day.centreId, businessDate: day.date, version, text: textOf(act) };
  const scope = scopeOf(by, MOVE_PERMISSIONS[name], day.centreId);
  await perform(simulation, act, by, () => moveDay(scope, name, input));
  return act.outcome === "acknowledged";
}

export async function changeRule(simulation: Simulation, by: Person, day: Day, amount: number) {
  const [row] = await sql<{ version: number }>(
    `SELECT coalesce(max(version), 0)::int AS version FROM tolerance_rule
      WHERE centre_id = $1 AND tender_id = '*'`,
    [day.centreId],
  );
  const act = beginAct(simulation, "tolerance", day, `${by.name} tolerates ${amount}`);
  const { centreId } = day;
  const [validFrom = day.date] = simulation.dates;
  const level = (amountMinor: number) => {
    return { short: { amountMinor, ppm: 0 }, over: { amountMinor, ppm: 0 } };
  };
  const rule = { tenderId: "*", currency: "EUR", monthlyMinor: null, validFrom, withdrawn: false };
  const levels = { explain: level(amount), approve: level(amount + act.id) };
  const basedOnVersion = row?.version ?? 0;
  const change = Object.assign({ at: centreId, centreId, basedOnVersion }, rule, levels);
  await perform(simulation, act, by, () =>
    changeTolerance(scopeOf(by, "tolerance:change", centreId), change),
  );
}

export async function period(
  simulation: Simulation,
  by: Person,
  day: Day,
  action: "closed" | "reopened",
) {
  const act = beginAct(simulation, "period", day, `${by.name}: the period is ${action}`);
  const [from = "", to = ""] = [simulation.dates[0], simulation.dates[0]];
  const input = { centreId: day.centreId, from, to, action, text: textOf(act) };
  await perform(simulation, act, by, () =>
    changePeriod(scopeOf(by, "period:close", day.centreId), input),
  );
}

export function textOf({ id }: Pick<Act, "id">): string {
  return `act ${id}.`;
}

function beginAct(
  simulation: Simulation,
  kind: ActKind,
  { centreId, date }: Day,
  what: string,
): Act {
  const act: Act = {
    id: simulation.acts.length + 1,
    kind,
    centreId,
    date,
    what,
    amount: null,
    outcome: "waiting",
    wasUnknown: false,
    result: null,
    lane: simulation.scheduler.current.getStore(),
  };
  simulation.acts.push(act);
  return act;
}

/** Half of the requests name an Idempotency-Key, and are sent again until the outcome is known. */
async function perform(simulation: Simulation, act: Act, by: Person, work: () => Promise<unknown>) {
  const hasKey = simulation.chance.happens(0.5);
  note(simulation, by.name, `${act.what} (${act.date}, act ${act.id})`);
  for (let tries = hasKey ? RETRIES_MAX : 1; tries > 0; tries -= 1) {
    await (hasKey ? sendOnce(act, by, work) : work()).then(
      (result) => Object.assign(act, { outcome: "acknowledged", result }),
      (error: unknown) => noteError(simulation, act, error),
    );
    note(simulation, by.name, `act ${act.id} is ${act.outcome}`);
    if (act.outcome !== "unknown") return;
  }
}

/** Errors that say themselves that the change may be there, or that it may be sent again. */
const LEFT_OPEN: ReadonlySet<string> = new Set([
  "OUTCOME_UNKNOWN",
  "DATABASE_UNAVAILABLE",
  "DATABASE_BUSY",
]);

function noteError(simulation: Simulation, act: Act, error: unknown): void {
  const isRefused = isAppError(error) && !LEFT_OPEN.has(error.code);
  act.outcome = isRefused ? "refused" : "unknown";
  act.wasUnknown ||= !isRefused;
  act.result = error instanceof Error ? error.message : String(error);
  if (isAppError(error) || isDatabaseGone(error)) return;
  simulation.faults.push(`${act.what} failed with ${String(error)}`);
}

async function sendOnce(act: Act, { id }: Person, work: () => Promise<unknown>): Promise<unknown> {
  const headers = { "idempotency-key": `act-${act.centreId}-${act.id}` };
  const request = new Request(`https://counterfoil.test/${act.kind}`, { method: "POST", headers });
  const response = await respondOnce({ request, actorId: id, body: textOf(act) }, async () =>
    Response.json(await work()),
  );
  const result: unknown = await response.json();
  if (response.status < 400) return result;
  throw new AppError("REFUSED", JSON.stringify(result));
}
