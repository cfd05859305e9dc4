/**
 * Defines what a schedule is: which file is made of a saved view, of which days, when, and how it
 * reaches its recipients.
 */
import {
  addDays,
  type CentreClock,
  computeBusinessDate,
  computePresetRange,
  type DateRange,
} from "../business-date";
import type { ViewPage } from "../screen/saved-view";

export const REPORT_FORMATS = ["pdf", "xlsx", "csv"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A period moves with the day on which a report is made. */
export const REPORT_PERIODS = [
  "yesterday",
  "last-7-days",
  "last-week",
  "last-month",
  "closed-period",
] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

export const REPORT_CADENCES = ["daily", "weekly", "monthly", "period-close"] as const;
export type ReportCadence = (typeof REPORT_CADENCES)[number];

export const REPORT_DELIVERIES = ["attachment", "link"] as const;
export type ReportDelivery = (typeof REPORT_DELIVERIES)[number];

/** Variances are charts and tables, which a file of lines can't have. */
const FORMATS_OF: Record<ViewPage, readonly ReportFormat[]> = {
  reconciliations: REPORT_FORMATS,
  variances: ["pdf", "xlsx"],
};

export function listFormats(page: ViewPage): readonly ReportFormat[] {
  return FORMATS_OF[page];
}

type MovingPeriod = Exclude<ReportPeriod, "closed-period">;

/** The days before the business date of an instant, by the clock of a centre. */
export function computePeriod(period: MovingPeriod, at: number, clock: CentreClock): DateRange {
  const today = computeBusinessDate(at, clock);
  if (period !== "last-7-days") return computePresetRange(period, today);
  return { from: addDays(today, -7), to: addDays(today, -1) };
}

/** Larger files would be refused by mail servers. */
const ATTACHED_BYTES_MAX = 8 * 1024 * 1024;

export function computeDelivery(wanted: ReportDelivery, bytes: number): ReportDelivery {
  return bytes > ATTACHED_BYTES_MAX ? "link" : wanted;
}

export const ATTEMPTS_MAX = 5;
const FIRST_RETRY_SECONDS = 60;

/** Waits are four times as long each time: a minute, four, sixteen, about an hour. */
export function secondsUntilNextAttempt(attempts: number): number {
  return FIRST_RETRY_SECONDS * 4 ** (attempts - 1);
}

/** Why a recipient has no file. The first group is no failure. */
const WITHHELD = ["no-rights", "inactive", "stopped"] as const;
const FAILED = [
  "view-gone",
  "author-gone",
  "no-closed-period",
  "search-refused",
  "too-many-lines",
  "too-large",
  "not-made",
] as const;
export const FILE_REASONS = [...WITHHELD, ...FAILED] as const;
export type WithheldReason = (typeof WITHHELD)[number];
export type FailureReason = (typeof FAILED)[number];

export const FILE_STATES = ["pending", "made", "withheld", "failed"] as const;
type FileState = (typeof FILE_STATES)[number];

export const RUN_STATES = ["pending", "made", "partly", "failed", "withheld"] as const;
type RunState = (typeof RUN_STATES)[number];

/** Sums up what became of the files of one run. */
export function summarizeRun(states: readonly FileState[]): RunState {
  if (states.includes("pending")) return "pending";
  const hasFailed = states.includes("failed");
  if (states.includes("made")) return hasFailed ? "partly" : "made";
  return hasFailed ? "failed" : "withheld";
}
