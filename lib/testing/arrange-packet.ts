/** Arranges a day with everything that a packet can contain. */
import { createHash } from "node:crypto";
import type { RegisterShift } from "@/lib/domain/cash-sheet";
import { type Minor, minor } from "@/lib/domain/money";
import { explainSchema } from "@/lib/contracts/explanation";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { appendAudit } from "@/lib/server/audit/append";
import { explainLine } from "@/lib/server/explanations/commands";
import { agreeFloat } from "@/lib/server/floats/commands";
import { addNote } from "@/lib/server/reconciliations/commands";
import { handOver, recordSpotCount } from "@/lib/server/till-counts/event-commands";
import { takeOver } from "@/lib/server/till-counts/take-over";
import { changeTolerance } from "@/lib/server/tolerances/commands";
import { changeToleranceInput } from "@/lib/contracts/tolerance";
import { scopeFor } from "./arrange";
import { type Arranged, arrangeCounting, COUNTED_DATE } from "./arrange-counting";
import { dayFor, move } from "./arrange-workflow";
import { makeShift } from "./sheet-source";

export type ArrangedPacket = Awaited<ReturnType<typeof arrangePacket>>;

/** The total is 1,100.50, with rolls and an amount counted in bulk. */
const DENOMINATIONS = [
  { valueMinor: 500_00, quantity: 1 },
  { valueMinor: 100_00, quantity: 3 },
  { valueMinor: 50_00, quantity: 3 },
  { valueMinor: 10_00, quantity: 5 },
  { valueMinor: 2_00, quantity: 2, per: 25 },
];
/** The maximum number of slips in a count: 0.01, 0.02 and so on, 72.60 in total. */
export const SLIPS = Array.from({ length: 120 }, (_, at) => ({ valueMinor: at + 1, quantity: 1 }));
export const WORD_COUNT = 900;
const AT = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const EMPTY_LEVEL = { amountMinor: 0, ppm: 0 };

export async function arrangePacket() {
  const centre = await arrangeCounting({ blindMode: "hidden", recountsMax: 5 });
  const { centreId } = centre;
  const key = { centreId, date: COUNTED_DATE };
  await sql(`UPDATE "user" SET name = 'Zażółć Gęślą' WHERE id = $1`, [
    centre.actorOf("counter").userId,
  ]);
  const personOf = (role: "reviewer" | "approver" | "administrator") => {
    const { userId: id, name } = centre.actorOf(role);
    return { id, name, email: "", actor: centre.actorOf(role) };
  };
  const [reviewer, approver] = [personOf("reviewer"), personOf("approver")];
  const scope = scopeFor("tolerance:change", [centreId], personOf("administrator"));
  const level = (amountMinor: number) => ({ amountMinor, ppm: 0 });
  await changeTolerance(
    scope,
    changeToleranceInput.parse({
      centreId,
      tenderId: "*",
      currency: "EUR",
      validFrom: "2026-01-01",
      explain: { short: level(200), over: EMPTY_LEVEL },
      approve: { short: level(500), over: EMPTY_LEVEL },
      monthlyMinor: null,
      basedOnVersion: 0,
    }),
  );
  await agreeFloat(scope, {
    centreId,
    tillId: "T1",
    amountMinor: 160_00,
    validFrom: "2026-01-01",
  });
  const store = (sales: Minor) => centre.store(COUNTED_DATE, [shiftOf(sales)]);
  const note = async (text: string) => {
    const { version } = await dayFor(key, reviewer);
    const notes = scopeFor("reconciliation:note", [centreId], reviewer);
    return addNote(notes, { ...key, version, text });
  };
  const explain = async (request: object) => {
    const { version } = await dayFor(key, reviewer);
    const scopeOf = scopeFor("reconciliation:explain", [centreId], reviewer);
    return explainLine(scopeOf, explainSchema.parse({ ...key, version, ...AT, ...request }));
  };

  await store(minor(1_130_50));
  await centre.open("counter", { countedMinor: 155_00 });
  await centre.count("counter", { countedMinor: 1_099_00, floatLeftMinor: 150_00 });
  await centre.count("counter", { tenderId: "CARD", denominations: SLIPS });
  await recordTillEvents(centre);
  await centre.ask("reviewer");
  await centre.count("counter", {
    denominations: DENOMINATIONS,
    looseMinor: 50,
    floatLeftMinor: 150_00,
  });
  await explain({
    reason: "float-left-out",
    cause: "float-left-out",
    text: "Left in the safe bag.",
  });
  await explain({ tenderId: "~opening-agreed", reason: "cash-handling" });
  await note(`🙂 ναι, żółw, हिन्दी\n${texts(WORD_COUNT)} end`);
  const sha256 = await attach(key, reviewer.id);
  const [{ now } = { now: new Date() }] = await sql<{ now: Date }>(
    "SELECT clock_timestamp() AS now",
  );
  await pause();
  await move("review", key, reviewer);
  await move("approval", key, approver, { text: "Seen with the till drawer." });
  return { key, note, store, sha256, reader: approver, beforeMoves: now.toISOString() };
}

/** A spot count, a till that changed hands with 50 cents missing, and one that nobody took yet. */
async function recordTillEvents(centre: Arranged) {
  const counter = centre.scopeOf("counter", "till-count:record");
  const reviewer = centre.scopeOf("reviewer", "till-count:record");
  const till = { ...centre.day, shiftId: "1", tillId: "T1" };
  const denominations = [
    { valueMinor: 20_00, quantity: 7 },
    { valueMinor: 2_00, quantity: 5 },
  ];
  await recordSpotCount(counter, { ...till, countedMinor: 640_00 });
  await handOver(counter, { ...till, denominations, text: "Terminal 2 is slow." });
  const found = [{ valueMinor: 20_00, quantity: 7 }];
  await takeOver(
    reviewer,
    { ...till, number: 1, denominations: found, looseMinor: 9_50 },
    undefined,
  );
  await handOver(reviewer, { ...till, countedMinor: 149_50 });
}

function shiftOf(sales: Minor): RegisterShift {
  const amount = (value: number) => ({ amount: minor(value), rounded: false });
  const expense = (label: string, value: number) => ({ label, amount: amount(value) });
  const shift = makeShift({ CASH: sales, CARD: 72_60 });
  return {
    ...shift,
    shiftName: "Noche",
    tillName: "Кasa 1",
    float: amount(150_00),
    tenders: (shift.tenders ?? []).map((tender) =>
      tender.tenderId === "CASH" ? { ...tender, tenderName: "Μετρητά" } : tender,
    ),
    expenses: [expense("Ice and lemons", 10_00), expense("Taxi 🚕", 20_00)],
  };
}

function texts(many: number): string {
  return Array.from({ length: many }, (_, text) => `word${text}`).join(" ");
}

/** Stores the row and its audit entry; the packet does not read the file. */
async function attach(key: { centreId: string; date: string }, authorId: string) {
  const sha256 = createHash("sha256").update("a slip").digest("hex");
  await inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO attachment (centre_id, business_date, id, file_name, content_type, bytes, sha256,
         author_id) VALUES ($1, $2, gen_random_uuid(), $3, 'application/pdf', 1234, $4, $5)`,
      [key.centreId, key.date, "slip żółty.pdf", sha256, authorId],
    );
    await appendAudit(tx.sql, {
      actorId: authorId,
      action: "attachment.added",
      after: { sha256 },
      centreId: key.centreId,
      businessDate: key.date,
    });
  });
  return sha256;
}

/** Timestamps have a precision of milliseconds, so that two events in one would have no order. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
