"use client";

/** Chooses parts of the organisation or single centres, in one list: the tree, indented. */
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import type { Narrowing } from "@/lib/domain/line-filter";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import {
  listNodeOptions,
  listNodesAlone,
  type NodeOption,
  readChoice,
  valuesOfChoice,
} from "@/lib/domain/screen/node-choice";
import { nodeKey } from "@/lib/domain/screen/organisation-rows";
import { useCentreSearch, useNamedCentres } from "../centre/use-centre-search";
import { Combobox } from "../ui/combobox";
import { matchOptions, type Option } from "../ui/combobox-options";
import { useTree } from "./use-tree";

type Chosen = Pick<Narrowing, "centreIds" | "nodeIds">;

type NodeChoiceProps = {
  nodeIds: readonly string[];
  /** Only these are offered; null is every node. */
  within: readonly string[] | null;
  onChange: (nodeIds: string[]) => void;
  label: string;
};

/** Chooses parts of the organisation alone. */
export function NodeChoice({ nodeIds, within, onChange, label }: NodeChoiceProps) {
  const t = useTranslations("filter");
  const toOption = useNodeOption();
  const tree = useTree();
  const chosen = { nodeIds, centreIds: [] };
  const selected = valuesOfChoice(chosen);
  const offered = listNodesAlone(tree).filter(({ id }) => within === null || within.includes(id));
  return (
    <Combobox
      label={label}
      options={withChosen(offered.map(toOption), chosen, tree)}
      selected={selected}
      onChange={(values) => onChange(readChoice(values, selected).nodeIds)}
      all={t("any.centreIds")}
      className="w-full"
    />
  );
}

type OrganisationChoiceProps = {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  offer: CentreOffer<OfferedCentre>;
  /** It names the choice where it has another label than the filter of centres. */
  label?: string;
  /** This text means "no choice, so everything". */
  all?: string;
  id?: string;
};

export function OrganisationChoice(props: OrganisationChoiceProps) {
  const { chosen, onChange, offer, label, all, id } = props;
  const t = useTranslations("filter");
  const toOption = useNodeOption();
  const tree = useTree();
  const { centres, text, search } = useCentreSearch(offer);
  const named = useNamedCentres(offer, chosen.centreIds);
  const ofTree = useMemo(() => {
    if (search !== undefined) return listNodesAlone(tree).map(toOption);
    return tree.nodes.length === 0 ? [] : listNodeOptions(tree, centres).map(toOption);
  }, [tree, centres, search, toOption]);
  const alone = ofTree.length === 0 || search !== undefined ? listByCurrency(centres) : [];
  const options = [...matchOptions(ofTree, text), ...alone];
  const selected = valuesOfChoice(chosen);
  return (
    <Combobox
      {...(id === undefined ? {} : { id })}
      label={label ?? t("labels.centreIds")}
      options={text === "" ? withChosen(options, chosen, { ...tree, centres: named }) : options}
      selected={selected}
      onChange={(values) => onChange(readChoice(values, selected))}
      all={all ?? t("any.centreIds")}
      search={search}
      className="w-full"
    />
  );
}

function useNodeOption(): (option: NodeOption) => Option {
  const t = useTranslations("filter");
  return useCallback(
    ({ value, label, id, kind, level }) => {
      return { value, label, hint: kind === "centre" ? id : t(`kinds.${kind}`), level };
    },
    [t],
  );
}

/** Without a tree, centres of one currency stand together. */
function listByCurrency(centres: readonly OfferedCentre[]): Option[] {
  return centres
    .map(({ id, name, currency = "" }) => ({
      value: id,
      label: name,
      hint: id,
      ...(currency === "" ? {} : { group: currency }),
    }))
    .sort((one, other) => ((one.group ?? "") < (other.group ?? "") ? -1 : 1));
}

type Named = { id: string; name: string };

/** It lists each once, and also those that only the address names. */
function withChosen(
  options: readonly Option[],
  { centreIds, nodeIds }: Chosen,
  { nodes, centres }: { nodes: readonly Named[]; centres: readonly Named[] },
): Option[] {
  const known = new Set(options.map(({ value }) => value));
  const nameIn = (among: readonly Named[], id: string) =>
    among.find((one) => one.id === id)?.name ?? id;
  const named = [
    ...nodeIds.map((id): Option => ({ value: nodeKey(id), label: nameIn(nodes, id) })),
    ...centreIds.map((id): Option => ({ value: id, label: nameIn(centres, id) })),
  ];
  return [...options, ...named.filter(({ value }) => !known.has(value))];
}
