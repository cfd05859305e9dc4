import "server-only";

/**
 * Draws the lines of the day, how each expected cash came about, and what changed after sign-off.
 */
import { isDrawerLine } from "@/lib/domain/line";
import { buildSteps } from "@/lib/domain/reconciliation/waterfall";
import type { Pdf } from "../pdf/document";
import { openTable, type PdfCell, type PdfColumn, type PdfTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { SIZE } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

type Line = Packet["lines"][number];
const moneyColumn = (head: string, share = 15): PdfColumn => ({ head, share, align: "right" });
const textColumn = (head: string, share: number): PdfColumn => ({ head, share, linesMax: 4 });

export function drawLines(pdf: Pdf, { day, lines }: Packet, texts: PacketTexts, t = texts.t): void {
  drawHeading(pdf, t("lines.title", { currency: day.currency }));
  if (lines.length === 0) return drawNote(pdf, t("lines.none"));
  const table = openTable(
    pdf,
    [
      textColumn(t("shift"), 14),
      textColumn(t("till"), 13),
      textColumn(t("tender"), 16),
      moneyColumn(t("expected")),
      moneyColumn(t("counted")),
      moneyColumn(t("difference"), 14),
      textColumn(t("verdict"), 15),
      moneyColumn(t("lines.explain-above"), 12),
      moneyColumn(t("lines.approve-above"), 12),
      textColumn(t("lines.rule"), 20),
      textColumn(t("reason"), 24),
    ],
    SIZE,
  );
  for (const line of lines) table.row(lineCells(line, texts));
  const compared = lines.filter(({ differenceMinor }) => differenceMinor !== null);
  const sums = [texts.money(day.expectedMinor), texts.money(day.countedMinor)];
  table.row(
    [t("lines.total", { count: compared.length }), "", "", ...sums, texts.signed(day.netMinor)],
    "total",
  );
  table.end();
  drawNote(
    pdf,
    t("lines.apart", {
      short: texts.money(day.shortMinor),
      over: texts.money(day.overMinor),
      uncounted: texts.money(day.uncountedMinor),
      unexpected: texts.money(day.unexpectedMinor),
    }),
  );
}

function lineCells(line: Line, { t, ...texts }: PacketTexts): PdfCell[] {
  return [
    line.shiftName ?? line.shiftId,
    line.tillName ?? line.tillId,
    line.tenderName ?? line.tenderId,
    texts.side(line.expectedMinor, "not-provided"),
    texts.side(line.countedMinor, "not-counted"),
    differenceCell(line.differenceMinor, texts),
    texts.verdict(line.verdict),
    texts.money(line.toleranceMinor),
    texts.money(line.approvalMinor),
    line.rule ?? t("lines.no-rule"),
    line.reason === null ? "" : texts.reason(line.reason),
  ];
}

function differenceCell(minor: number | null, { signed }: Pick<PacketTexts, "signed">): PdfCell {
  if (minor === null) return "·";
  return { text: signed(minor), weight: minor === 0 ? "regular" : "bold" };
}

export function drawWaterfalls(pdf: Pdf, { lines }: Packet, texts: PacketTexts, t = texts.t): void {
  const stepped = lines.filter(({ terms }) => terms !== null);
  drawHeading(pdf, t("waterfall.title"));
  if (stepped.length === 0) return drawNote(pdf, t("waterfall.none"));
  const table = openTable(
    pdf,
    [
      textColumn(t("waterfall.term"), 40),
      moneyColumn(t("amount")),
      moneyColumn(t("waterfall.running")),
      // An amount that is far from its label is hard to read.
      { head: "", share: 50 },
    ],
    SIZE,
  );
  for (const line of stepped) {
    table.group(texts.position(line), line.rounded ? t("waterfall.rounded") : "");
    drawSteps(table, line, texts);
  }
  table.end();
}

function drawSteps(table: PdfTable, line: Line, texts: PacketTexts, t = texts.t): void {
  for (const { term, amountMinor, afterMinor, entries, agreed } of buildSteps(line.terms ?? [])) {
    const after = afterMinor === null ? t("waterfall.unknown") : texts.money(afterMinor);
    const isCash = isDrawerLine(line) || term !== "sales";
    const named = texts.term(isCash ? term : "tender-sales");
    const name = agreed === true ? t("waterfall.agreed-float") : named;
    table.row([name, texts.side(amountMinor, "not-provided"), after]);
    for (const { label, amountMinor: amount } of entries) {
      table.row([
        `      ${label ?? t("waterfall.no-label")}`,
        texts.side(amount, "not-provided"),
        "",
      ]);
    }
  }
  table.row([t("expected"), "", texts.side(line.expectedMinor, "not-provided")], "total");
  table.row([t("counted"), "", texts.side(line.countedMinor, "not-counted")]);
  table.row([t("difference"), "", differenceCell(line.differenceMinor, texts)]);
}

/** The section is absent where nothing changed after sign-off. */
export function drawChanged(
  pdf: Pdf,
  { changedAfterSignOff }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  if (changedAfterSignOff === null) return;
  const { version, fetchedAt, lines } = changedAfterSignOff;
  drawHeading(pdf, t("changed.title"));
  const at = fetchedAt === null ? "·" : texts.at(fetchedAt);
  drawNote(pdf, t(version === 0 ? "changed.gone" : "changed.about", { version, at }));
  const table = openTable(
    pdf,
    [
      textColumn(t("line"), 50),
      moneyColumn(t("changed.signed")),
      moneyColumn(t("changed.now")),
      moneyColumn(t("changed.change")),
    ],
    SIZE,
  );
  for (const line of lines) {
    table.row([
      texts.position(line),
      texts.side(line.signedMinor, "not-provided"),
      texts.side(line.nowMinor, "not-provided"),
      differenceCell(line.changeMinor, texts),
    ]);
  }
  table.end();
}
