"use client";

/**
 * Tells above everything else what of this person waits on this device, wherever it was counted.
 */
import { useTranslations } from "next-intl";
import { positionOf, type Unsent } from "@/lib/client/till-counts-unsent";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

type UnsentStripProps = { unsent: Unsent[]; onGo: (location: TillLocation) => void };
type TillLocation = ReturnType<typeof toLocation>;

export function UnsentStrip({ unsent, onGo }: UnsentStripProps) {
  const t = useTranslations("till-count.strip");
  if (unsent.length === 0) return null;
  const refused = unsent.filter(({ hold }) => hold === "refused").length;
  return (
    <Notice
      kind="warn"
      title={
        refused > 0 ? t("refused", { count: refused }) : t("waiting", { count: unsent.length })
      }
    >
      {refused === 0 && <p>{t("waiting-hint")}</p>}
      <ul className="flex flex-wrap gap-x-4">
        {unsent.map((one) => (
          <li key={one.attempt}>
            <Button
              kind="bare"
              className="!px-0 underline underline-offset-[3px]"
              onClick={() => onGo(toLocation(one))}
            >
              {t("go", { ...one.names })}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function toLocation(unsent: Unsent) {
  const { centreId, businessDate, shiftId, tillId } = positionOf(unsent);
  return { centreId, date: businessDate, shift: shiftId, till: tillId };
}
