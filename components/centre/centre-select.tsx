"use client";

/** Chooses one centre: with a native control, or of many by a search. */
import { type CentreOffer, isSearched, type OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { Combobox } from "../ui/combobox";
import { matchOptions, type Option } from "../ui/combobox-options";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { useCentreSearch, useNamedCentres } from "./use-centre-search";

type CentreSelectProps = {
  label: string;
  offer: CentreOffer<OfferedCentre>;
  value: string;
  /** The centre is null for one of the options before the centres. */
  onChange: (value: string, centre: OfferedCentre | null) => void;
  className?: string;
  /** These come before the centres, such as one for all of them. */
  before?: readonly Option[];
};

export function CentreSelect(props: CentreSelectProps) {
  const { label, offer, value, onChange, className, before = [] } = props;
  if (isSearched(offer)) return <SearchedCentre {...props} before={before} />;
  return (
    <Field label={label} className={className}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={({ target }) => {
            onChange(target.value, offer.centres.find(({ id }) => id === target.value) ?? null);
          }}
        >
          {[...before, ...offer.centres.map(toOption)].map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type SearchedCentreProps = CentreSelectProps & { before: readonly Option[] };

function SearchedCentre({ label, offer, value, onChange, className, before }: SearchedCentreProps) {
  const { centres, text, search } = useCentreSearch(offer);
  const named = useNamedCentres(offer, [value]).filter(({ id }) => id === value);
  const others = centres.filter(({ id }) => id !== value);
  const listed = [...(text === "" ? named : centres.filter(({ id }) => id === value)), ...others];
  const chosen = [...before, ...named.map(toOption)].find((option) => option.value === value);
  return (
    <Field label={label} className={className}>
      {({ id }) => (
        <Combobox
          id={id}
          isSingle
          label={label}
          summary={chosen?.label ?? value}
          options={[...matchOptions([...before], text), ...listed.map(toOption)]}
          selected={[value]}
          onChange={([chosenId = value]) => {
            onChange(chosenId, listed.find((centre) => centre.id === chosenId) ?? null);
          }}
          search={search}
          className="w-full"
        />
      )}
    </Field>
  );
}

function toOption({ id, name }: OfferedCentre): Option {
  return { value: id, label: name, hint: id };
}
