/** Formats what an item of the list is about: its day, and its line unless several lines wait. */
import { useLocale, useTranslations } from "next-intl";
import type { AttentionItem } from "@/lib/contracts/attention";
import { formatBusinessDate } from "@/lib/domain/format";
import { isFloatCheck } from "@/lib/domain/workflow/outstanding";

export function useItemTitle(item: AttentionItem) {
  const t = useTranslations("today.attention");
  const date = formatBusinessDate(item.businessDate, useLocale(), "short");
  const day = `${item.centreName}, ${date}`;
  const { shiftId, shiftName, tillId, tillName, tenderId, tenderName } = item.line;
  if (item.kind === "lines" && item.toExplain + item.toCount > 1)
    return { day, line: "", whole: day };
  const shift = shiftName ?? t("shift-id", { id: shiftId });
  const till = tillName ?? t("till-id", { id: tillId });
  const tender = isFloatCheck(tenderId) ? t(`floats.${tenderId}`) : (tenderName ?? tenderId);
  const line = `${shift}, ${till}, ${tender}`;
  return { day, line, whole: `${day}, ${line}` };
}
