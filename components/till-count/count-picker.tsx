"use client";

/** Chooses centre and date by native controls, because on a phone nothing is quicker. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useTranslations } from "next-intl";
import { CentreSelect } from "../centre/centre-select";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import type { CountLocation } from "./use-count-location";

type CountPickerProps = {
  offer: CentreOffer<OfferedCentre>;
  /** The address names a centre of the reader. */
  isKnown: boolean;
  location: CountLocation;
  onGo: (change: Partial<CountLocation>) => void;
};

export function CountPicker({ offer, isKnown, location, onGo }: CountPickerProps) {
  const t = useTranslations("till-count");
  return (
    <div className="grid grid-cols-2 gap-3 px-edge pb-4 sm:grid-cols-[minmax(0,320px)_180px]">
      <CentreSelect
        label={t("centre")}
        offer={offer}
        value={isKnown ? location.centreId : ""}
        onChange={(centreId) => onGo({ centreId })}
        before={isKnown ? [] : [{ value: "", label: t("choose-centre") }]}
      />
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
