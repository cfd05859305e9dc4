"use client";

/** Words the dialog of a signature and its result. */
import { useLocale, useTranslations } from "next-intl";
import type { MovePreview, SignOffSum } from "@/lib/contracts/sign-off";
import type { MoveResults } from "@/lib/contracts/workflow";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import type { SignOffRequest } from "./sign-off-request";

type NotMoved = Extract<MoveResults["results"][number], { code: string }>;
type NamedDay = { centreName: string; date: string };

export function useSignOffText(move: SignOffRequest["move"]) {
  const t = useTranslations("sign-off");
  const moves = useTranslations("workflow");
  const language = useLocale();
  const nameDay = ({ centreName, date }: NamedDay) =>
    `${centreName}, ${formatBusinessDate(date, language, "short")}`;
  const nameLargest = (largest: NonNullable<SignOffSum["largest"]>, currency: string) => {
    const { differenceMinor, shiftName, shiftId, tillName, tillId, tenderName, tenderId } = largest;
    const amount = formatDifference(differenceMinor, currency, language);
    const line = [shiftName ?? shiftId, tillName ?? tillId, tenderName ?? tenderId].join(", ");
    return { amount, line, day: nameDay(largest) };
  };
  return {
    nameDay,
    nameLargest,
    title(count: number, preview: MovePreview | undefined) {
      const [only] = preview?.days ?? [];
      return count === 1 && only !== undefined
        ? t(`title-one.${move}`, { day: nameDay(only) })
        : t(`title.${move}`, { count });
    },
    verb: (count: number) => (count === 1 ? moves(`verbs.${move}`) : t(`bulk.${move}`, { count })),
    working: (count: number) => t(`working.${move}`, { count }),
    describe(preview: MovePreview | undefined) {
      const [sum] = preview?.currencies ?? [];
      if (sum === undefined) return "";
      const net = `${formatDifference(sum.netMinor, sum.currency, language)} ${sum.currency}`;
      const amounts =
        sum.largest === null
          ? t("without-difference", { count: countCentres(preview), net })
          : t("amounts", {
              ...nameLargest(sum.largest, sum.currency),
              count: countCentres(preview),
              net,
            });
      return `${amounts} ${t(`consequence.${move}`)}`;
    },
    left: ({ reason, code, detail }: Pick<NotMoved, "reason" | "code" | "detail">) => {
      if (reason !== null) return moves(`short-refusals.${reason}`);
      return code === "CONFLICT" ? t("changed") : detail;
    },
  };
}

function countCentres(preview: MovePreview | undefined): number {
  return new Set(preview?.days.map(({ centreId }) => centreId)).size;
}
