import "server-only";

/** The lines of the day, how each expected cash came about, and what changed after sign-off. */
import { buildSteps } from "@/lib/domain/reconciliation/waterfall";
import type { Pdf } from "../pdf/document";
import { openTable, type PdfCell, type PdfColumn, type PdfTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { SIZE } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

type Line = Packet["lines"][number];
const money = (head: string, share = 15): PdfColumn => ({ head, share, align: "right" });
const texts = (head: string, share: number): PdfColumn => ({ head, share, linesMax: 4 });

export function drawLines(pdf: Pdf, { day, lines }: Packet, said: PacketTexts, t = said.t): void {
  drawHeading(pdf, t("lines.title", { currency: day.currency }));
  if (lines.length === 0) return drawNote(pdf, t("lines.none"));
  const table = openTable(
    pdf,
    [
      texts(t("shift"), 14),
      texts(t("till"), 13),
      texts(t("tender"), 16),
      money(t("expected")),
      money(t("counted")),
      money(t("difference"), 14),
      texts(t("verdict"), 15),
      money(t("lines.explain-above"), 12),
      money(t("lines.approve-above"), 12),
      texts(t("lines.rule"), 20),
      texts(t("reason"), 24),
    ],
    SIZE,
  );
  for (const line of lines) table.row(lineCells(line, said));
  const compared = lines.filter(({ differenceMinor }) => differenceMinor !== null);
  const sums = [said.money(day.expectedMinor), said.money(day.countedMinor)];
  table.row(
    [t("lines.total", { count: compared.length }), "", "", ...sums, said.signed(day.netMinor)],
    "total",
  );
  table.end();
  drawNote(
    pdf,
    t("lines.apart", {
      short: said.money(day.shortMinor),
      over: said.money(day.overMinor),
      uncounted: said.money(day.uncountedMinor),
      unexpected: said.money(day.unexpectedMinor),
    }),
  );
}

function lineCells(line: Line, { t, ...said }: PacketTexts): PdfCell[] {
  return [
    line.shiftName ?? line.shiftId,
    line.tillName ?? line.tillId,
    line.tenderName ?? line.tenderId,
    said.side(line.expectedMinor, "not-provided"),
    said.side(line.countedMinor, "not-counted"),
    differenceCell(line.differenceMinor, said),
    said.verdict(line.verdict),
    said.money(line.toleranceMinor),
    said.money(line.approvalMinor),
    line.rule ?? t("lines.no-rule"),
    line.reason === null ? "" : said.reason(line.reason),
  ];
}

function differenceCell(minor: number | null, { signed }: Pick<PacketTexts, "signed">): PdfCell {
  if (minor === null) return "·";
  return { text: signed(minor), weight: minor === 0 ? "regular" : "bold" };
}

export function drawWaterfalls(pdf: Pdf, { lines }: Packet, said: PacketTexts, t = said.t): void {
  const cash = lines.filter(({ terms }) => terms !== null);
  drawHeading(pdf, t("waterfall.title"));
  if (cash.length === 0) return drawNote(pdf, t("waterfall.none"));
  const table = openTable(
    pdf,
    [
      texts(t("waterfall.term"), 40),
      money(t("amount")),
      money(t("waterfall.running")),
      // An amount that stands far from its words is hard to read.
      { head: "", share: 50 },
    ],
    SIZE,
  );
  for (const line of cash) {
    table.group(said.place(line), line.rounded ? t("waterfall.rounded") : "");
    drawSteps(table, line, said);
  }
  table.end();
}

function drawSteps(table: PdfTable, line: Line, said: PacketTexts, t = said.t): void {
  for (const { term, amountMinor, afterMinor, entries } of buildSteps(line.terms ?? [])) {
    const after = afterMinor === null ? t("waterfall.unknown") : said.money(afterMinor);
    table.row([said.term(term), said.side(amountMinor, "not-provided"), after]);
    for (const { label, amountMinor: amount } of entries) {
      table.row([`      ${label ?? t("waterfall.no-label")}`, said.money(amount), ""]);
    }
  }
  table.row([t("expected"), "", said.side(line.expectedMinor, "not-provided")], "total");
  table.row([t("counted"), "", said.side(line.countedMinor, "not-counted")]);
  table.row([t("difference"), "", differenceCell(line.differenceMinor, said)]);
}

/** Absent where nothing changed: a day that is as it was signed has no such part. */
export function drawChanged(
  pdf: Pdf,
  { changedAfterSignOff }: Packet,
  said: PacketTexts,
  t = said.t,
): void {
  if (changedAfterSignOff === null) return;
  const { version, fetchedAt, lines } = changedAfterSignOff;
  drawHeading(pdf, t("changed.title"));
  const at = fetchedAt === null ? "·" : said.at(fetchedAt);
  drawNote(pdf, t(version === 0 ? "changed.gone" : "changed.about", { version, at }));
  const table = openTable(
    pdf,
    [
      texts(t("line"), 50),
      money(t("changed.signed")),
      money(t("changed.now")),
      money(t("changed.change")),
    ],
    SIZE,
  );
  for (const line of lines) {
    table.row([
      said.place(line),
      said.side(line.signedMinor, "not-provided"),
      said.side(line.nowMinor, "not-provided"),
      differenceCell(line.changeMinor, said),
    ]);
  }
  table.end();
}
