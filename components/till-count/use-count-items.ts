"use client";

/** What can be counted in one till, each with its words: its tenders, and its float at opening. */
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CountItem } from "@/lib/contracts/count-settings";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type DraftWay, OPENING } from "@/lib/client/till-counts-draft";
import {
  type PadRow,
  buildPadRows,
  computeBankAmount,
} from "@/lib/domain/till-count/denomination-pad";
import { type CountShift, type CountTender, useCountWords } from "./count-text";

export type Subject = {
  /** Of a tender, or `OPENING`. */
  id: string;
  name: string;
  usualWay: DraftWay;
  /** Of its pad; empty where there are no pieces to count. */
  rows: PadRow[];
  /** Something stays in the till, and the rest goes to the bank. */
  leavesFloat: boolean;
  floatToLeaveMinor: number | null;
  version: number;
  recount: CountTender["recount"];
  refusal: CountTender["refusal"];
  counted: Counted | null;
  /** undefined: may not be told (yet); null: not provided by Cashrec. */
  expectedMinor: number | null | undefined;
};

export type Counted = {
  countedMinor: number;
  by: string;
  at: string | null;
  items: CountItem[] | null;
  comparisons: Comparison[];
};

export type Comparison = {
  label: string;
  /** null: this side is not provided. */
  otherMinor: number | null;
  /** undefined: not to be compared, as with what goes to the bank. */
  differenceMinor?: number | null | undefined;
};

export function useSubjects(sheet: CountSheet, shift: CountShift): Subject[] {
  const t = useTranslations("till-count");
  const words = useCountWords();
  const pieces = useMemo(() => buildPadRows(sheet.denominations), [sheet.denominations]);
  const opening = openingOf(shift, t, pieces);
  return [opening, ...shift.tenders.map((tender) => ofTender(tender))];

  function ofTender(tender: CountTender): Subject {
    const isCash = tender.kind === "cash";
    return {
      id: tender.tenderId,
      name: words.tenderName(tender),
      usualWay: wayOf(tender.kind, pieces),
      rows: isCash ? pieces : [],
      leavesFloat: isCash,
      floatToLeaveMinor: isCash ? shift.floatToLeaveMinor : null,
      version: tender.version,
      recount: tender.recount,
      refusal: tender.refusal,
      counted: countedOf(tender, t),
      expectedMinor: tender.expectedMinor,
    };
  }
}

type Words = ReturnType<typeof useTranslations<"till-count">>;

function openingOf({ opening }: CountShift, t: Words, rows: PadRow[]): Subject {
  const { count } = opening;
  const counted = count && {
    countedMinor: count.countedMinor,
    by: count.countedBy,
    at: count.countedAt,
    items: count.denominations,
    comparisons: [
      ...side(t("opening.agreed"), opening.agreedMinor, opening.agreedDifferenceMinor),
      ...side(t("opening.previous"), opening.previousMinor, opening.previousDifferenceMinor),
    ],
  };
  return {
    id: OPENING,
    name: t("opening.title"),
    usualWay: wayOf("cash", rows),
    rows,
    leavesFloat: false,
    floatToLeaveMinor: null,
    version: count?.version ?? 0,
    recount: null,
    refusal: null,
    counted,
    expectedMinor: undefined,
  };
}

/** What may not be told is absent from the sheet, and so from the screen. */
function side(
  label: string,
  otherMinor: number | null | undefined,
  differenceMinor: number | null | undefined,
): Comparison[] {
  if (otherMinor === undefined || otherMinor === null) return [];
  return [{ label, otherMinor, differenceMinor }];
}

function countedOf(tender: CountTender, t: Words): Counted | null {
  const { countedMinor, floatLeftMinor, expectedMinor, differenceMinor } = tender;
  if (countedMinor === null) return null;
  const told = expectedMinor !== undefined;
  return {
    countedMinor,
    by: tender.countedBy ?? "",
    at: tender.countedAt,
    items: tender.denominations,
    comparisons: [
      ...(told ? [{ label: t("expected"), otherMinor: expectedMinor, differenceMinor }] : []),
      ...(floatLeftMinor === null
        ? []
        : [
            { label: t("float.left"), otherMinor: floatLeftMinor },
            {
              label: t("float.to-bank"),
              otherMinor: computeBankAmount(countedMinor, floatLeftMinor),
            },
          ]),
    ],
  };
}

function wayOf(kind: CountTender["kind"], pieces: PadRow[]): DraftWay {
  if (kind === "cash") return pieces.length > 0 ? "pieces" : "total";
  return kind === "voucher" ? "vouchers" : "total";
}
