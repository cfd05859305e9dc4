"use client";

/** The field map, choice by choice; what was not found stands folded beneath. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MapChoice, TrialResult } from "@/lib/contracts/field-map-trial";
import { FIELD_NAMES } from "@/lib/domain/field-map/field-map";
import { groupBy } from "@/lib/domain/group-by";
import { textOfChoice } from "./edit-map";
import { MapRow } from "./map-row";
import type { Draft } from "./use-trial";

type MapTableProps = {
  draft: Draft;
  result: TrialResult;
  open: string | null;
  onOpen: (field: string | null) => void;
  onChange: (field: string, text: string) => boolean;
};

export function MapTable({ draft, result, open, onOpen, onChange }: MapTableProps) {
  const t = useTranslations("field-map");
  const [isUnfolded, setUnfolded] = useState(false);
  const paths = groupBy(
    result.responses.flatMap(({ mapped }) => mapped),
    ({ field }) => field,
    ({ path }) => path,
  );
  const choices = listChoices(draft.choices);
  const isFound = (choice: MapChoice) =>
    choice.alias !== null || paths.has(choice.field) || draft.changed.has(choice.field);
  const isShown = (choice: MapChoice) => isFound(choice) || choice.field === open;
  const rowOf = (choice: MapChoice) => (
    <MapRow
      key={choice.field}
      choice={choice}
      text={textOfChoice(draft.map, choice.field)}
      paths={paths.get(choice.field) ?? []}
      isChanged={draft.changed.has(choice.field)}
      isOpen={open === choice.field}
      onOpen={(isOpen) => onOpen(isOpen ? choice.field : null)}
      onChange={(text) => onChange(choice.field, text)}
    />
  );
  const absent = choices.filter((choice) => !isShown(choice));
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="border-b border-rule-strong text-left text-xs text-ink-2">
          <th scope="col" className="py-1.5 pr-2 font-medium">
            {t("field")}
          </th>
          <th scope="col" className="py-1.5 pr-2 font-medium">
            {t("path-and-reason")}
          </th>
          <th scope="col" className="py-1.5 pr-2 font-medium max-sm:hidden">
            {t("confidence")}
          </th>
          <th scope="col" className="py-1.5">
            <span className="sr-only">{t("change")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {choices.filter(isShown).map(rowOf)}
        {absent.length > 0 && (
          <tr>
            <td colSpan={4} className="py-1">
              <button
                type="button"
                className="min-h-6 text-sm text-accent max-sm:min-h-11"
                aria-expanded={isUnfolded}
                onClick={() => setUnfolded(!isUnfolded)}
              >
                {t("absent", { count: absent.length })}
              </button>
            </td>
          </tr>
        )}
        {isUnfolded && absent.map(rowOf)}
      </tbody>
    </table>
  );
}

const SETTINGS = ["rows", "dates", "scale", "decimalMark"];

/** Everything that can be chosen, in one order, whether or not the proposal speaks of it. */
function listChoices(given: readonly MapChoice[]): MapChoice[] {
  const known = new Map(given.map((choice) => [choice.field, choice]));
  const names = new Set([...FIELD_NAMES, ...SETTINGS, ...known.keys()]);
  return [...names].map(
    (field) =>
      known.get(field) ?? {
        field,
        alias: null,
        confidence: 0,
        reason: { code: "none", facts: {} },
        alternatives: [],
      },
  );
}
