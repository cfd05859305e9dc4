"use client";

/** Chooses centre and date by native controls, because on a phone nothing is quicker. */
import { useTranslations } from "next-intl";
import { CentreSelect } from "../centre/centre-select";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import type { CountLocation } from "./use-count-location";

export type CountCentre = {
  id: string;
  name: string;
  /** It is the current business date there. */
  today: string;
  mayRecord: boolean;
};

type CountPickerProps = {
  centres: CountCentre[];
  location: CountLocation;
  onGo: (change: Partial<CountLocation>) => void;
};

export function CountPicker({ centres, location, onGo }: CountPickerProps) {
  const t = useTranslations("till-count");
  const known = centres.some(({ id }) => id === location.centreId);
  return (
    <div className="grid grid-cols-2 gap-3 px-edge pb-4 sm:grid-cols-[minmax(0,320px)_180px]">
      <CentreSelect
        label={t("centre")}
        centres={centres}
        value={known ? location.centreId : ""}
        onChange={(centreId) => onGo({ centreId })}
      >
        {!known && <option value="">{t("choose-centre")}</option>}
      </CentreSelect>
      <Field label={t("date")}>
        {(control) => (
          <DateInput
            {...control}
            value={location.date}
            onChange={(date) => date !== "" && onGo({ date })}
          />
        )}
      </Field>
    </div>
  );
}
