"use client";

/**
 * Lists what can be counted in one till, each with its texts: its tenders, and its float at
 * opening.
 */
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CountItem } from "@/lib/contracts/count-settings";
import type { OwnRemarks } from "@/lib/contracts/count-remark";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type DraftWay, OPENING, SPOT } from "@/lib/client/till-counts-draft";
import {
  type PadRow,
  buildPadRows,
  computeBankAmount,
} from "@/lib/domain/till-count/denomination-pad";
import { type CountShift, type CountTender, useCountText } from "./count-text";

export type CountItemEntry = {
  /** It is the id of a tender, `OPENING` or `SPOT`. */
  id: string;
  name: string;
  usualWay: DraftWay;
  /** The pieces are those of its pad; the list is empty where there are no pieces to count. */
  rows: PadRow[];
  /** The notes and coins that this till usually has. */
  usualValues: readonly number[];
  /** A part stays in the till, and the rest goes to the bank. */
  leavesFloat: boolean;
  floatToLeaveMinor: number | null;
  version: number;
  recount: CountTender["recount"];
  refusal: CountTender["refusal"];
  counted: Counted | null;
  /** Undefined means that it must not be revealed (yet), null that Cashrec does not provide it. */
  expectedMinor: number | null | undefined;
  /** Null where nothing can be added to the count, as to the float at opening. */
  remarks: OwnRemarks | null;
};

export type Counted = {
  countedMinor: number;
  by: string;
  at: string | null;
  items: CountItem[] | null;
  comparisons: Comparison[];
  /** What should stay in the till, as recorded or else as agreed; null when neither is known. */
  floatMinor: number | null;
  /** What stays and what goes to the bank, as amounts. */
  floatRows: Comparison[];
};

export type Comparison = {
  label: string;
  /** Null means that this side is not provided. */
  otherMinor: number | null;
  /** Undefined means that it is not compared, such as what goes to the bank. */
  differenceMinor?: number | null | undefined;
};

export function useCountItems(sheet: CountSheet, shift: CountShift): CountItemEntry[] {
  const t = useTranslations("till-count");
  const countText = useCountText();
  const pieces = useMemo(() => buildPadRows(sheet.denominations), [sheet.denominations]);
  const opening = buildOpening(shift, t, pieces);
  const spot = buildSpot(shift, t, pieces);
  return [opening, ...shift.tenders.map((tender) => buildTender(tender)), spot];

  function buildTender(tender: CountTender): CountItemEntry {
    const isCash = tender.kind === "cash";
    return {
      id: tender.tenderId,
      name: countText.tenderName(tender),
      usualWay: chooseWay(tender.kind, pieces),
      rows: isCash ? pieces : [],
      usualValues: shift.usualValues,
      leavesFloat: isCash,
      floatToLeaveMinor: isCash ? shift.floatToLeaveMinor : null,
      version: tender.version,
      recount: tender.recount,
      refusal: tender.refusal,
      counted: buildCounted(tender, isCash ? shift.floatToLeaveMinor : null, t),
      expectedMinor: tender.expectedMinor,
      remarks: tender.remarks,
    };
  }
}

type Translate = ReturnType<typeof useTranslations<"till-count">>;

function buildOpening(
  { opening, usualValues }: CountShift,
  t: Translate,
  rows: PadRow[],
): CountItemEntry {
  const { count } = opening;
  const counted = count && {
    countedMinor: count.countedMinor,
    by: count.countedBy,
    at: count.countedAt,
    items: count.denominations,
    comparisons: [
      ...listComparisons(t("opening.agreed"), opening.agreedMinor, opening.agreedDifferenceMinor),
      ...listComparisons(
        t("opening.previous"),
        opening.previousMinor,
        opening.previousDifferenceMinor,
      ),
    ],
    floatMinor: null,
    floatRows: [],
  };
  return {
    id: OPENING,
    name: t("opening.title"),
    usualWay: chooseWay("cash", rows),
    rows,
    usualValues,
    leavesFloat: false,
    floatToLeaveMinor: null,
    version: count?.version ?? 0,
    recount: null,
    refusal: null,
    counted,
    expectedMinor: undefined,
    remarks: null,
  };
}

/** It is always ready for the next one; those before it are listed below the till. */
function buildSpot(
  { events, usualValues }: CountShift,
  t: Translate,
  rows: PadRow[],
): CountItemEntry {
  return {
    id: SPOT,
    name: t("spot"),
    usualWay: chooseWay("cash", rows),
    rows,
    usualValues,
    leavesFloat: false,
    floatToLeaveMinor: null,
    version: events.spots.length,
    recount: null,
    refusal: null,
    counted: null,
    expectedMinor: undefined,
    remarks: null,
  };
}

/** What must not be revealed is absent from the sheet, and so from the screen. */
function listComparisons(
  label: string,
  otherMinor: number | null | undefined,
  differenceMinor: number | null | undefined,
): Comparison[] {
  if (otherMinor === undefined || otherMinor === null) return [];
  return [{ label, otherMinor, differenceMinor }];
}

function buildCounted(
  tender: CountTender,
  agreedMinor: number | null,
  t: Translate,
): Counted | null {
  const { countedMinor, floatLeftMinor, expectedMinor, differenceMinor } = tender;
  if (countedMinor === null) return null;
  const isRevealed = expectedMinor !== undefined;
  return {
    countedMinor,
    by: tender.countedBy ?? "",
    at: tender.countedAt,
    items: tender.denominations,
    comparisons: isRevealed
      ? [{ label: t("expected"), otherMinor: expectedMinor, differenceMinor }]
      : [],
    floatMinor: floatLeftMinor ?? agreedMinor,
    floatRows:
      floatLeftMinor === null
        ? []
        : [
            { label: t("float.left"), otherMinor: floatLeftMinor },
            {
              label: t("float.to-bank"),
              otherMinor: computeBankAmount(countedMinor, floatLeftMinor),
            },
          ],
  };
}

function chooseWay(kind: CountTender["kind"], pieces: PadRow[]): DraftWay {
  if (kind === "cash") return pieces.length > 0 ? "pieces" : "total";
  return kind === "voucher" || kind === "gift-card" ? "vouchers" : "total";
}
