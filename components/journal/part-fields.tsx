"use client";

/** Chooses which part of a purpose a rule covers: all, a kind of tender, a tender, a label… */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { reasonsQuery } from "@/lib/client/reasons";
import type { JournalAccount } from "@/lib/contracts/journal-account";
import { ANY } from "@/lib/domain/journal/account-rule";
import { PURPOSE_SELECTORS, type SelectorKind } from "@/lib/domain/journal/purpose";
import { TENDER_KINDS } from "@/lib/domain/cash-sheet";
import { useReasonText } from "../reason/use-reason-text";
import { useTenderNames } from "../tolerance/use-tender-names";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import type { AccountDraft } from "./account-draft";
import { LabelField } from "./label-field";
import { useLabelOptions } from "./use-label-options";

type PartFieldsProps = {
  draft: AccountDraft;
  /** The latest version of each rule. */
  rules: readonly JournalAccount[];
  onChange: (draft: AccountDraft) => void;
};

export function PartFields({ draft, rules, onChange }: PartFieldsProps) {
  const t = useTranslations("journal");
  const selectorText = useTranslations("journal.selectors");
  const kinds = PURPOSE_SELECTORS[draft.purpose];
  const labels = useLabelOptions(draft.purpose, rules);
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t("part")}>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            onChange={({ target }) => {
              const kind = kinds.find((one) => one === target.value) ?? ANY;
              onChange({ ...draft, kind, value: kind === "kind" ? "cash" : "" });
            }}
          >
            <option value={ANY}>{t("everything")}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {selectorText(kind)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.kind === "label" && (
        <LabelField
          key={draft.purpose}
          options={labels}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value })}
        />
      )}
      {draft.kind !== ANY && draft.kind !== "label" && (
        <ValueField
          kind={draft.kind}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value })}
        />
      )}
    </div>
  );
}

type ListedKind = Exclude<SelectorKind, "label">;
type ValueFieldProps = {
  kind: ListedKind;
  value: string;
  onChange: (value: string) => void;
};

function ValueField({ kind, value, onChange }: ValueFieldProps) {
  const t = useTranslations("journal");
  const selectorText = useTranslations("journal.selectors");
  const options = useOptions(kind);
  const id = useId();
  return (
    <Field label={selectorText(kind)}>
      {(control) =>
        kind === "kind" || kind === "reason" ? (
          <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
            {value === "" && <option value="">{t("choose-one")}</option>}
            {options.map(({ value: code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </Select>
        ) : (
          <>
            <Input
              {...control}
              required
              list={id}
              maxLength={200}
              autoComplete="off"
              value={value}
              onChange={({ target }) => onChange(target.value)}
            />
            <datalist id={id}>
              {options.map(({ value: code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </datalist>
          </>
        )
      }
    </Field>
  );
}

function useOptions(kind: ListedKind): { value: string; label: string }[] {
  const kindText = useTranslations("journal.kinds");
  const reasonText = useReasonText();
  const names = useTenderNames();
  const { data } = useQuery(reasonsQuery());
  switch (kind) {
    case "kind":
      return TENDER_KINDS.map((one) => ({ value: one, label: kindText(one) }));
    case "tender":
      return [...names].map(([value, label]) => ({ value, label }));
    case "reason":
      return (data?.reasons ?? []).map(({ code }) => ({ value: code, label: reasonText(code) }));
  }
}
