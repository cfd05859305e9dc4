/**
 * The cash sheets that forms are made from: real sales where ../shared/upstream is there, and
 * made-up ones of the same kind where it is not. Real sales have no expenses or movements, so that
 * seeded ones are added to both.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { addDays } from "@/lib/domain/business-date";
import { type Chance, createChance } from "../figures/chance";
import {
  ENTRY_LISTS,
  type EntryList,
  type TrueEntry,
  type TrueSheet,
  type TrueShift,
} from "./sheet";

const FOLDER = path.resolve("../shared/upstream");
const upstreamSheet = z.object({
  centerId: z.number(),
  centerName: z.string(),
  businessDay: z.string(),
  currencyId: z.string(),
  shifts: z.array(
    z.object({
      shiftId: z.number(),
      shiftName: z.string(),
      tillId: z.string(),
      tillName: z.string(),
      openedAt: z.string(),
      closedAt: z.string(),
      grossSales: z.number(),
      netSales: z.number(),
      numChecks: z.number(),
      payments: z.array(z.object({ paymentTypeId: z.string(), amount: z.number() })),
    }),
  ),
});
const upstreamModule = z.object({
  registerShifts: z.custom<(file: string) => unknown>((value) => typeof value === "function"),
  cashSheets: z.custom<(shifts: unknown) => unknown>((value) => typeof value === "function"),
});

export type Samples = { source: "real" | "made up"; sheets: TrueSheet[] };

const ENTRIES_SEED = 4_711;

export async function readSamples(source: "real" | "made up" | null = null): Promise<Samples> {
  const upstream = path.join(FOLDER, "sheets.mjs");
  const isReal = source === null ? existsSync(upstream) : source === "real";
  const sheets = isReal ? await readReal(upstream) : makeSheets();
  const chance = createChance(ENTRIES_SEED);
  for (const { shifts } of sheets) for (const shift of shifts) addEntries(shift, chance);
  return { source: isReal ? "real" : "made up", sheets };
}

async function readReal(file: string): Promise<TrueSheet[]> {
  const upstream = upstreamModule.parse(await import(pathToFileURL(file).href));
  const rows = upstream.registerShifts(path.join(FOLDER, "pos-sales-2019-q1.csv"));
  return z.array(upstreamSheet).parse(upstream.cashSheets(rows)).map(toTrueSheet);
}

const cents = (amount: number) => Math.round(amount * 100);
const KINDS: Record<string, "cash" | "card"> = { CASH: "cash", CARD: "card" };

function toTrueSheet(sheet: z.infer<typeof upstreamSheet>): TrueSheet {
  return {
    centreId: String(sheet.centerId),
    centreName: sheet.centerName,
    businessDate: sheet.businessDay.slice(0, 10),
    currency: sheet.currencyId,
    shifts: sheet.shifts.map((shift) => ({
      shiftId: String(shift.shiftId),
      shiftName: shift.shiftName,
      tillId: shift.tillId,
      tillName: shift.tillName,
      openedAt: shift.openedAt,
      closedAt: shift.closedAt,
      gross: cents(shift.grossSales),
      net: cents(shift.netSales),
      tickets: shift.numChecks,
      guests: 0,
      float: 0,
      cashDifference: 0,
      tenders: shift.payments.map(({ paymentTypeId, amount }) => ({
        id: paymentTypeId,
        kind: KINDS[paymentTypeId] ?? "other",
        amount: cents(amount),
        declared: cents(amount),
      })),
      entries: noEntries(),
    })),
  };
}

function noEntries(): Record<EntryList, TrueEntry[]> {
  return { expenses: [], contributions: [], withdrawals: [], deposits: [], pickups: [] };
}

const CENTRES = [
  { id: "101", name: "North" },
  { id: "102", name: "South" },
  { id: "103", name: "Harbour" },
];
const SHIFTS = [
  { id: "1", name: "Morning", from: "10:00", to: "13:00" },
  { id: "2", name: "Afternoon", from: "13:00", to: "17:00" },
  { id: "3", name: "Evening", from: "17:00", to: "21:00" },
];
const DAYS = 60;

function makeSheets(): TrueSheet[] {
  const chance = createChance(1_903);
  return Array.from({ length: DAYS }, (_, day) => addDays("2019-01-01", day)).flatMap((date) =>
    CENTRES.map(({ id, name }) => ({
      centreId: id,
      centreName: name,
      businessDate: date,
      currency: "INR",
      shifts: SHIFTS.flatMap((shift) =>
        ["T1", "T2"]
          .filter(() => chance.happens(0.7))
          .map((till) => makeShift({ date, shift, till }, chance)),
      ),
    })).filter(({ shifts }) => shifts.length > 0),
  );
}

type ShiftKey = { date: string; shift: (typeof SHIFTS)[number]; till: string };

function makeShift({ date, shift, till }: ShiftKey, chance: Chance): TrueShift {
  const tenders = (
    [
      ["CASH", "cash"],
      ["CARD", "card"],
      ["EWALLET", "other"],
    ] as const
  )
    // A shift that took nothing at all is in no real sheet.
    .filter(([, kind]) => kind === "cash" || chance.happens(0.6))
    .map(([id, kind]) => {
      const amount = chance.whole(10_00, 900_00);
      return { id, kind, amount, declared: amount };
    });
  const gross = tenders.reduce((total, { amount }) => total + amount, 0);
  return {
    shiftId: shift.id,
    shiftName: shift.name,
    tillId: till,
    tillName: till === "T1" ? "Till 1" : "Till 2",
    openedAt: `${date}T${shift.from}:00`,
    closedAt: `${date}T${shift.to}:00`,
    gross,
    net: Math.round(gross / 1.05),
    tickets: chance.whole(1, 6),
    guests: 0,
    float: 0,
    cashDifference: 0,
    tenders,
    entries: noEntries(),
  };
}

const SHARES: Record<EntryList, number> = {
  expenses: 0.2,
  contributions: 0.12,
  withdrawals: 0.25,
  deposits: 0.1,
  pickups: 0.1,
};
const LABELS: Record<EntryList, readonly string[]> = {
  expenses: ["Flowers", "Ice", "Cleaning", "Taxi"],
  contributions: ["Change", "Correction"],
  withdrawals: ["Safe", "Manager"],
  deposits: ["Bank"],
  pickups: ["Courier"],
};
const FLOATS: Record<string, number> = { T1: 150_00, T2: 200_00 };

/** Adds what real sales lack: floats, expenses, movements, and a count that is off now and then. */
function addEntries(shift: TrueShift, chance: Chance): void {
  shift.float = FLOATS[shift.tillId] ?? 100_00;
  shift.guests = shift.tickets + chance.whole(0, 6);
  for (const list of ENTRY_LISTS) {
    while (chance.happens(SHARES[list])) {
      const whole = list === "expenses" ? chance.whole(1_50, 40_00) : chance.whole(2, 30) * 10_00;
      shift.entries[list].push({ label: chance.pick(LABELS[list]), amount: whole });
    }
  }
  const cash = shift.tenders.find(({ kind }) => kind === "cash");
  if (cash === undefined || !chance.happens(0.3)) return;
  shift.cashDifference = chance.whole(-20_00, 20_00);
  cash.declared = cash.amount + shift.cashDifference;
}
