/** Formats names of shifts, tills and tenders: as Cashrec gives them, or else by their ids. */
import { useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";

export type CountShift = CountSheet["shifts"][number];
export type CountTender = CountShift["tenders"][number];

export function useCountText() {
  const t = useTranslations("till-count");
  const tillName = ({ shiftId, shiftName, tillId, tillName: name }: TillNames) =>
    t("shift-till", {
      shift: shiftName ?? t("shift-id", { id: shiftId }),
      till: name ?? t("till-id", { id: tillId }),
    });
  const tenderName = ({ tenderId, tenderName: name, kind }: TenderNames) =>
    name ?? (kind === "cash" ? t("cash") : tenderId);
  return { tillName, tenderName, openingName: t("opening.title") };
}

type TillNames = Pick<CountShift, "shiftId" | "shiftName" | "tillId" | "tillName">;
type TenderNames = Pick<CountTender, "tenderId" | "tenderName" | "kind">;
