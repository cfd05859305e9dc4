"use client";

/** Chooses several centres; those of one currency stand together. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { Combobox } from "../ui/combobox";
import { useCentreSearch, useNamedCentres } from "./use-centre-search";

type CentresChoiceProps = {
  label: string;
  offer: CentreOffer<OfferedCentre>;
  /** Only centres of this currency are offered. */
  currency?: string;
  selected: string[];
  onChange: (selected: string[]) => void;
  /** This text means "no choice, so everything". */
  all?: string;
  id?: string;
  className?: string;
};

export function CentresChoice({ offer, currency, ...choice }: CentresChoiceProps) {
  const { centres, text, search } = useCentreSearch(offer);
  const named = useNamedCentres(offer, choice.selected);
  const chosen =
    search !== undefined && text === ""
      ? named.filter(({ id }) => choice.selected.includes(id))
      : [];
  const listed = new Map([...chosen, ...centres].map((centre) => [centre.id, centre]));
  const options = [...listed.values()]
    .filter((centre) => currency === undefined || centre.currency === currency)
    .map(({ id, name, currency: group }) => {
      const isGrouped = currency === undefined && group !== undefined;
      return { value: id, label: name, hint: id, ...(isGrouped ? { group } : {}) };
    });
  return <Combobox {...choice} options={options} search={search} />;
}
