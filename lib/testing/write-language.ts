/**
 * Writes a cash sheet in one of many forms, together with the field map that reads it: how amounts
 * and dates are written, and where tenders, entries and records stand.
 */
import type { TenderKind } from "../domain/cash-sheet";
import { dayStart } from "../domain/business-date";
import type { Json, JsonObject } from "../domain/field-map/field-map";
import type { GivenMap } from "./language-response";

type TrueShift = {
  shiftId: string;
  float: number | null;
  grossSales: number;
  tenders: { tenderId: string; kind: TenderKind; amount: number | null }[];
  expenses: number[];
  contributions: number[];
};
export type TrueSheet = { businessDate: string; shifts: TrueShift[] };

export const AMOUNTS = ["number", "text", "cents", "cents-text", "comma", "point"] as const;
export const DATES = [
  "iso",
  "compact",
  "day-first",
  "month-first",
  "epoch-milliseconds",
  "epoch-seconds",
  "dot-net",
  "utc",
  "opening",
] as const;
export const TENDERS = ["list", "lines", "columns", "keys"] as const;
export const LAYOUTS = ["list", "keyed", "versions"] as const;

export type LanguageForm = {
  amounts: (typeof AMOUNTS)[number];
  dates: (typeof DATES)[number];
  tenders: (typeof TENDERS)[number];
  layout: (typeof LAYOUTS)[number];
  isSum: boolean;
};

const MADRID = { timeZone: "Europe/Madrid", dayStartsAt: "00:00" };
const KINDS: Record<string, TenderKind> = { K1: "cash", K2: "card", K3: "voucher", K4: "other" };
const codeOf = (kind: TenderKind) =>
  Object.keys(KINDS).find((code) => KINDS[code] === kind) ?? "K4";

export function writeSheet(sheet: TrueSheet, form: LanguageForm): { root: Json; map: GivenMap } {
  const shifts = sheet.shifts.map((shift) => writeShift(shift, form));
  return { root: layOut(sheet, shifts, form), map: mapOf(sheet, form) };
}

function layOut(sheet: TrueSheet, shifts: JsonObject[], form: LanguageForm): Json {
  if (form.layout === "keyed") {
    const keyed = Object.fromEntries(sheet.shifts.map(({ shiftId }, at) => [shiftId, shifts[at]!]));
    return { result: { "101": { [sheet.businessDate]: { turnos: keyed } } } };
  }
  const day = writeDate(sheet.businessDate, form.dates);
  const turnos = shifts.map((shift, at) => ({ ...shift, turno: sheet.shifts[at]?.shiftId ?? "" }));
  const record = { local: 101, dia: day, rev: 3, turnos };
  if (form.layout === "list") return [record];
  const earlier = { ...record, rev: 2, turnos: turnos.slice(0, 1) };
  return [earlier, record, { ...earlier, rev: 1 }];
}

function writeShift(shift: TrueShift, { amounts, tenders, isSum }: LanguageForm): JsonObject {
  const write = (amount: number | null) => (amount === null ? null : WRITERS[amounts](amount));
  const gross: JsonObject = isSum
    ? { bruto: write(shift.grossSales + 700), extra: write(700) }
    : { bruto: write(shift.grossSales) };
  const entries = (amounts: readonly number[]) => amounts.map((each) => ({ valor: write(each) }));
  const apart = {
    ...(shift.float === null ? {} : { fondo: write(shift.float) }),
    gastos: entries(shift.expenses),
    aportes: entries(shift.contributions),
  };
  const head = { caja: "T1", ...gross };
  switch (tenders) {
    case "lines": {
      const payments = shift.tenders.map(({ tenderId, kind, amount }) => {
        return { tipo: "pago", medio: tenderId, clase: codeOf(kind), valor: write(amount) };
      });
      const others = [
        ...(shift.float === null ? [] : [{ tipo: "FONDO", valor: write(shift.float) }]),
        ...shift.expenses.map((each) => ({ tipo: "Gasto", valor: write(each) })),
        ...shift.contributions.map((each) => ({ tipo: "APORTE", valor: write(each) })),
      ];
      return { ...head, lineas: [...others, ...payments] };
    }
    case "columns": {
      const columns = shift.tenders.map(({ tenderId, amount }) => [tenderId, write(amount)]);
      return { ...head, ...apart, totales: Object.fromEntries(columns) as JsonObject };
    }
    case "keys": {
      const keyed = shift.tenders.map(({ tenderId, kind, amount }) => {
        return [tenderId, { clase: codeOf(kind), valor: write(amount) }];
      });
      return { ...head, ...apart, cobros: Object.fromEntries(keyed) as JsonObject };
    }
    case "list": {
      const cobros = shift.tenders.map(({ tenderId, kind, amount }) => {
        return { medio: tenderId, clase: codeOf(kind), valor: write(amount) };
      });
      return { ...head, ...apart, cobros };
    }
  }
}

function mapOf(sheet: TrueSheet, form: LanguageForm): GivenMap {
  const isKeyed = form.layout === "keyed";
  const lines = (kind: string) => [{ path: "lineas", where: { tipo: [kind] } }];
  const isLines = form.tenders === "lines";
  const tenders = {
    list: ["cobros"],
    keys: ["cobros.{tenderId}"],
    lines: lines("PAGO"),
    columns: [{ columns: columnsOf(sheet) }],
  };
  return {
    rows: isKeyed ? "result.{centreId}" : null,
    fields: {
      centreId: ["local"],
      businessDate: ["dia"],
      version: ["rev"],
      sheets: isKeyed ? ["{businessDate}"] : [],
      shifts: [isKeyed ? "turnos.{shiftId}" : "turnos"],
      shiftId: ["turno"],
      shiftName: [],
      tillId: ["caja"],
      grossSales: [form.isSum ? { plus: ["bruto"], minus: ["extra"] } : "bruto"],
      float: isLines ? [{ in: "lineas", where: { tipo: ["fondo"] }, path: "valor" }] : ["fondo"],
      tenders: tenders[form.tenders],
      tenderId: ["medio"],
      tenderName: [],
      tenderKind: ["clase"],
      tenderAmount: ["valor"],
      expenses: isLines ? lines("GASTO") : ["gastos"],
      contributions: isLines ? lines("APORTE") : ["aportes"],
      entryAmount: ["valor"],
    },
    values: { tenderKind: KINDS },
    amounts: AMOUNT_FORMS[form.amounts],
    dates: DATE_FORMS[form.dates],
    moments: form.dates === "opening" ? "business-day" : "zone-date",
  };
}

function columnsOf({ shifts }: TrueSheet) {
  const tenders = new Map(
    shifts.flatMap((shift) => shift.tenders).map(({ tenderId, kind }) => [tenderId, kind]),
  );
  return [...tenders].map(([tenderId, kind]) => ({ path: `totales.${tenderId}`, tenderId, kind }));
}

const AMOUNT_FORMS: Record<LanguageForm["amounts"], NonNullable<GivenMap["amounts"]>> = {
  number: {},
  text: {},
  cents: { scale: "minor" },
  "cents-text": { scale: "minor" },
  comma: { decimalMark: "," },
  point: { decimalMark: "." },
};

function grouped(amount: number, thousands: string, mark: string): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${whole}${mark}${digits.slice(-2)}`;
}

const WRITERS: Record<LanguageForm["amounts"], (amount: number) => string | number> = {
  number: (amount) => amount / 100,
  text: (amount) => (amount < 0 ? "-" : "") + grouped(amount, "", "."),
  cents: (amount) => amount,
  "cents-text": String,
  comma: (amount) => `${grouped(amount, ".", ",")}${amount < 0 ? "-" : ""} €`,
  point: (amount) =>
    amount < 0 ? `(${grouped(amount, ",", ".")})` : `€${grouped(amount, ",", ".")}`,
};

const DATE_FORMS: Record<LanguageForm["dates"], NonNullable<GivenMap["dates"]>> = {
  iso: "iso",
  compact: "iso",
  "day-first": "day-first",
  "month-first": "month-first",
  "epoch-milliseconds": "epoch-milliseconds",
  "epoch-seconds": "epoch-seconds",
  "dot-net": "iso",
  utc: "iso",
  opening: "iso",
};

function writeDate(date: string, form: LanguageForm["dates"]): string | number {
  const [year = "", month = "", day = ""] = date.split("-");
  const midnight = dayStart(date, MADRID);
  switch (form) {
    case "iso":
      return date;
    case "compact":
      return Number(`${year}${month}${day}`);
    case "day-first":
      return `${day}/${month}/${year} 13:30`;
    case "month-first":
      return `${Number(month)}/${Number(day)}/${year} 1:30:00 PM`;
    case "epoch-milliseconds":
      return midnight;
    case "epoch-seconds":
      return String(midnight / 1_000);
    case "dot-net":
      return `/Date(${midnight}+0100)/`;
    case "utc":
      return new Date(midnight).toISOString();
    case "opening":
      // Two in the night belongs to the business day before.
      return new Date(dayStart(date, { ...MADRID, dayStartsAt: "06:00" }) + 72e6).toISOString();
  }
}
