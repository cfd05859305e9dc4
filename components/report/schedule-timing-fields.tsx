"use client";

/** When it is made: how often, on which day, at what time of which centre. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useLocale, useTranslations } from "next-intl";
import { DAY_NAMES } from "@/lib/domain/calendar-names";
import { readLanguage } from "@/lib/domain/format";
import { REPORT_CADENCES } from "@/lib/domain/schedule/schedule";
import { CentreSelect } from "../centre/centre-select";
import { Choice } from "../ui/choice";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { ScheduleDraft } from "./schedule-draft";

type TimingFieldsProps = {
  draft: ScheduleDraft;
  change: (part: Partial<ScheduleDraft>) => void;
  offer: CentreOffer<OfferedCentre>;
  zone: string | undefined;
  centreId: string;
  wrong: ReadonlySet<string>;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const MONTH_DAYS = Array.from({ length: 31 }, (_, index) => index + 1);

export function TimingFields({ draft, change, offer, zone, centreId, wrong }: TimingFieldsProps) {
  const t = useTranslations("reports.form");
  const names = DAY_NAMES[readLanguage(useLocale())].long;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        label={t("cadence")}
        options={REPORT_CADENCES.map((value) => ({ value, text: t(`cadences.${value}`) }))}
        value={draft.cadence}
        onChange={(cadence) => change({ cadence })}
      />
      {draft.cadence === "weekly" && (
        <Choice
          label={t("weekday")}
          options={WEEKDAYS.map((day) => ({ value: String(day), text: names[day % 7] ?? "" }))}
          value={String(draft.weekday)}
          onChange={(weekday) => change({ weekday: Number(weekday) })}
        />
      )}
      {draft.cadence === "monthly" && (
        <Choice
          label={t("day")}
          hint={draft.day > 28 ? t("day-hint") : undefined}
          options={MONTH_DAYS.map((day) => ({ value: String(day), text: String(day) }))}
          value={String(draft.day)}
          onChange={(day) => change({ day: Number(day) })}
        />
      )}
      <CentreSelect
        label={draft.cadence === "period-close" ? t("centre-of-period") : t("centre")}
        offer={offer}
        value={centreId}
        onChange={(chosen) => change({ centreId: chosen })}
      />
      {draft.cadence !== "period-close" && (
        <Field
          label={t("time")}
          hint={zone === undefined ? undefined : t("time-hint", { zone })}
          error={wrong.has("atTime") && t("time-wrong")}
        >
          {(props) => (
            <Input
              {...props}
              type="time"
              value={draft.atTime}
              onChange={({ target }) => change({ atTime: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
