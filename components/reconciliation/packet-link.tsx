"use client";

/**
 * Links to the day's sign-off packet for printing, as of now or of the past moment that is shown.
 */
import { useTranslations } from "next-intl";
import { packetAddress } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { buttonClass } from "../ui/button-class";
import { Icon } from "../ui/icon";

export function PacketLink({ day, asOf }: { day: DayDetail; asOf: string | null }) {
  const t = useTranslations("day");
  const key = { centreId: day.centreId, date: day.businessDate };
  return (
    <a href={packetAddress(key, asOf)} download className={buttonClass({})}>
      <Icon name="download" />
      {t("packet")}
    </a>
  );
}
