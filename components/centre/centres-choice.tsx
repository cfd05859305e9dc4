"use client";

/**
 * Chooses several centres, and nodes where they are given: of few centres from all of them, and of
 * many from those that match what is typed.
 */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { entityNamesQuery } from "@/lib/client/legal-entities";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { Combobox } from "../ui/combobox";
import { matchOptions, type Option } from "../ui/combobox-options";
import { useCentreSearch, useNamedCentres } from "./use-centre-search";

type CentresChoiceProps = {
  label: string;
  offer: CentreOffer<OfferedCentre>;
  /** These come first, each with the value "@north". */
  nodes?: Option[];
  /** The centres stand together under it; by default, those of one currency under that. */
  group?: string | null;
  /** Beside its id stands the legal entity to which a centre belongs today. */
  hasOwners?: boolean;
  /** Only centres of this currency are offered. */
  currency?: string;
  /** This centre is not offered. */
  except?: string;
  /** Centres, and nodes as "@north". */
  selected: string[];
  onChange: (selected: string[]) => void;
  /** This text means "no choice, so everything". */
  all?: string;
  id?: string;
  className?: string;
};

export function CentresChoice(props: CentresChoiceProps) {
  const { offer, nodes = [], group, hasOwners = false, currency, except, ...choice } = props;
  const { centres, text, search } = useCentreSearch(offer);
  const chosenIds = choice.selected.filter((value) => readNodeScope(value) === null);
  const named = useNamedCentres(offer, chosenIds);
  const isChosenFirst = search !== undefined && text === "";
  const chosen = isChosenFirst ? named.filter(({ id }) => chosenIds.includes(id)) : [];
  const listed = new Map([...chosen, ...centres].map((centre) => [centre.id, centre]));
  const ids = [...listed.keys()];
  const { data: owners } = useQuery({
    ...entityNamesQuery(ids),
    enabled: hasOwners && ids.length > 0,
    placeholderData: keepPreviousData,
  });
  const options = [...listed.values()]
    .filter((centre) => currency === undefined || centre.currency === currency)
    .filter(({ id }) => id !== except)
    .map((centre): Option => {
      const usual = currency === undefined ? centre.currency : undefined;
      const own = group === undefined ? usual : (group ?? undefined);
      const { id, name } = centre;
      return {
        value: id,
        label: name,
        hint: [id, owners?.get(id)].filter(Boolean).join(", "),
        ...(own === undefined ? {} : { group: own }),
      };
    });
  return (
    <Combobox {...choice} options={[...matchOptions(nodes, text), ...options]} search={search} />
  );
}
