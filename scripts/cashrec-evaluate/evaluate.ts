/**
 * Writes real cash sheets in many forms, has each read with and without a proposed map, and counts
 * what was right, what was asked about, and what would have been stored although it is wrong.
 */
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { questionsOf } from "@/lib/domain/field-map/open-questions";
import { overBuiltIn } from "@/lib/domain/field-map/over-built-in";
import type { ProposalQuestion, ProposedMap } from "@/lib/domain/field-map/proposal/proposal";
import { proposeFieldMap } from "@/lib/domain/field-map/proposal/propose";
import { readResponse } from "@/lib/domain/field-map/read-response";
import { createChance } from "../figures/chance";
import { type Form, makeForm } from "./form";
import { isSameAsTrue } from "./judge";
import type { Unusual } from "./naming";
import type { TrueSheet } from "./sheet";
import { writeResponse } from "./write-response";

type Outcome = "right" | "asks" | "wrong";
export type Counts = Record<Outcome, number> & { accepted: number };
export type Evaluation = { builtIn: Counts; proposed: Counts; slowestMs: number };

export type Attempt = {
  form: Form;
  responses: Json[];
  map: ProposedMap;
  questions: ProposalQuestion[];
  builtIn: Judged;
  proposed: Judged;
  /** Whether the proposed map would be right if its questions were accepted. */
  acceptedRight: boolean;
};
type Judged = { outcome: Outcome; why: string };

export function evaluate(
  sheets: readonly TrueSheet[],
  { seed, count, unusual }: { seed: number; count: number; unusual: Unusual },
  onAttempt: (attempt: Attempt) => void = () => undefined,
): Evaluation {
  const builtIn = { right: 0, asks: 0, wrong: 0, accepted: 0 };
  const proposed = { right: 0, asks: 0, wrong: 0, accepted: 0 };
  let slowestMs = 0;
  for (let index = 0; index < count; index++) {
    const began = performance.now();
    const attempt = tryForm(sheets, seed + index, unusual);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    builtIn[attempt.builtIn.outcome]++;
    proposed[attempt.proposed.outcome]++;
    if (attempt.acceptedRight) proposed.accepted++;
    onAttempt(attempt);
  }
  return { builtIn, proposed, slowestMs };
}

const ZONE = "Asia/Kolkata";

type Sample = { sheets: TrueSheet[]; json: Json; asked: Asked };
type Asked = { centreIds: string[]; from: string; to: string };

/** The map is proposed from the first response; a second one, of other days, is read with it. */
function tryForm(sheets: readonly TrueSheet[], seed: number, unusual: Unusual): Attempt {
  const form = makeForm(seed, unusual);
  const chance = createChance(seed ^ 0x5eed);
  const windows = [pickSheets(sheets, chance), pickSheets(sheets, chance)];
  nameParts(form, windows.map(({ sheets: some }) => some).flat(), chance);
  const samples = windows.map((window) => ({
    ...window,
    json: writeResponse(window.sheets, form),
  }));
  const [first] = samples;
  if (first === undefined) throw new Error("There are no sheets.");
  const { map, questions } = proposeFieldMap({
    responses: [{ json: first.json, asked: first.asked, currency: "INR", timeZone: ZONE }],
    specification: null,
  });
  const full = overBuiltIn(map);
  const [open] = questions;
  const read = judge(samples, full, form);
  const why = open === undefined ? "" : `${open.kind} ${open.path} ${JSON.stringify(open.facts)}`;
  return {
    form,
    responses: samples.map(({ json }) => json),
    map,
    questions,
    builtIn: judge(samples, BUILT_IN_MAP, form),
    proposed: open === undefined ? read : { outcome: "asks", why },
    acceptedRight: samples.every((sample) => readTruly(sample, full, form) === "right"),
  };
}

function nameParts(form: Form, sheets: TrueSheet[], chance: ReturnType<typeof createChance>): void {
  writeResponse(sheets, form);
  const used = form.name.used();
  if (form.unusual === "one") form.name.makeUnusual([chance.pick(used)]);
  if (form.unusual === "half") form.name.makeUnusual(used.filter(() => chance.happens(0.5)));
  if (form.unusual === "all") form.name.makeUnusual(used);
}

/** A request asks for up to a week. */
const DAYS = { least: 3, most: 7 };

function pickSheets(sheets: readonly TrueSheet[], chance: ReturnType<typeof createChance>) {
  const dates = [...new Set(sheets.map(({ businessDate }) => businessDate))].toSorted();
  const centres = [...new Set(sheets.map(({ centreId }) => centreId))];
  const first = chance.whole(0, dates.length - DAYS.most - 1);
  const range = dates.slice(first, first + chance.whole(DAYS.least, DAYS.most));
  const centreIds = centres.filter(() => chance.happens(0.6));
  if (centreIds.length === 0) centreIds.push(chance.pick(centres));
  const asked = { centreIds, from: range[0] ?? "", to: range.at(-1) ?? "" };
  const picked = sheets.filter(({ centreId, businessDate }) => {
    return centreIds.includes(centreId) && businessDate >= asked.from && businessDate <= asked.to;
  });
  return picked.length > 0
    ? { sheets: picked, asked }
    : { sheets: sheets.slice(0, 1), asked: askedOf(sheets[0]) };
}

function askedOf(sheet: TrueSheet | undefined): Asked {
  const date = sheet?.businessDate ?? "";
  return { centreIds: [sheet?.centreId ?? ""], from: date, to: date };
}

function judge(samples: readonly Sample[], map: FieldMap, form: Form): Judged {
  for (const sample of samples) {
    const open = findOpen(sample, map);
    if (open !== null) return { outcome: "asks", why: open };
  }
  const isRight = samples.every((sample) => readTruly(sample, map, form) === "right");
  return { outcome: isRight ? "right" : "wrong", why: "" };
}

function optionsOf({ asked }: Sample, map: FieldMap) {
  const currencies = new Map(asked.centreIds.map((id) => [id, "INR"]));
  const clocks = { any: { timeZone: ZONE, dayStartsAt: "00:00" } };
  return { map, currencies, clocks, dates: { from: asked.from, to: asked.to } };
}

function findOpen(sample: Sample, map: FieldMap): string | null {
  const wanted = optionsOf(sample, map);
  const reading = readResponse(sample.json, wanted);
  if (reading.kind === "drift") return `${reading.path}: ${reading.reason}`;
  const [open] = questionsOf(sample.json, map, { reading, wanted });
  return open === undefined ? null : `${open.kind} ${open.path}`;
}

function readTruly(sample: Sample, map: FieldMap, form: Form): "right" | "wrong" | "unread" {
  const reading = readResponse(sample.json, optionsOf(sample, map));
  if (reading.kind === "drift") return "unread";
  const found = reading.sheets.map(({ sheet }) => sheet);
  return isSameAsTrue(found, sample.sheets, form) ? "right" : "wrong";
}
