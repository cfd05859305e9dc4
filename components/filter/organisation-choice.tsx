"use client";

/** Chooses parts of the organisation or single centres, in one list: the tree, indented. */
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Narrowing } from "@/lib/domain/line-filter";
import { listNodeOptions, readChoice, valuesOfChoice } from "@/lib/domain/screen/node-choice";
import { nodeKey } from "@/lib/domain/screen/organisation-rows";
import { Combobox } from "../ui/combobox";
import type { Option } from "../ui/combobox-options";
import { useTree } from "./use-tree";

type Chosen = Pick<Narrowing, "centreIds" | "nodeIds">;

type OrganisationChoiceProps = {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  centres: readonly { id: string; name: string; currency?: string }[];
  /** It names the choice where it has another label than the filter of centres. */
  label?: string;
  /** This text means "no choice, so everything". */
  all?: string;
  /** This offers the nodes alone. */
  nodesOnly?: boolean;
  id?: string;
};

export function OrganisationChoice(props: OrganisationChoiceProps) {
  const { chosen, onChange, centres, label, all, nodesOnly = false, id } = props;
  const t = useTranslations("filter");
  const tree = useTree();
  const options = useMemo(() => {
    const kindOf = (kind: string) => t(`kinds.${kind}`);
    if (tree.nodes.length === 0 && !nodesOnly) return listByCurrency(centres);
    return listNodeOptions(tree, centres)
      .filter(({ kind }) => !nodesOnly || kind !== "centre")
      .map(({ value, label: name, id: own, kind, level }): Option => {
        return { value, label: name, hint: kind === "centre" ? own : kindOf(kind), level };
      });
  }, [tree, centres, nodesOnly, t]);
  const selected = valuesOfChoice(chosen);
  return (
    <Combobox
      {...(id === undefined ? {} : { id })}
      label={label ?? t("labels.centreIds")}
      options={withChosen(options, chosen, tree.nodes)}
      selected={selected}
      onChange={(values) => onChange(readChoice(values, selected))}
      all={all ?? t("any.centreIds")}
      className="w-full"
    />
  );
}

/** Without a tree, centres of one currency stand together. */
function listByCurrency(centres: OrganisationChoiceProps["centres"]): Option[] {
  return centres
    .map(({ id, name, currency = "" }) => ({
      value: id,
      label: name,
      hint: id,
      ...(currency === "" ? {} : { group: currency }),
    }))
    .sort((one, other) => ((one.group ?? "") < (other.group ?? "") ? -1 : 1));
}

/** It lists each once, and also those that only the address names. */
function withChosen(
  options: readonly Option[],
  { centreIds, nodeIds }: Chosen,
  nodes: readonly { id: string; name: string }[],
): Option[] {
  const known = new Set(options.map(({ value }) => value));
  const named = [
    ...nodeIds.map((id): Option => {
      return { value: nodeKey(id), label: nodes.find((one) => one.id === id)?.name ?? id };
    }),
    ...centreIds.map((id): Option => ({ value: id, label: id })),
  ];
  return [...options, ...named.filter(({ value }) => !known.has(value))];
}
