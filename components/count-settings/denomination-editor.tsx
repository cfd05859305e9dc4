"use client";

/** Edits the notes and coins of one currency, for every centre that counts in it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { denominationsQuery, saveDenominations } from "@/lib/client/count-settings";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { DenominationSet } from "@/lib/contracts/count-settings";
import { DENOMINATIONS_MAX } from "@/lib/domain/till-count/denomination";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type Row = { value: string; kind: "note" | "coin"; rollOf: string; bagOf: string };
const EMPTY: Row = { value: "", kind: "coin", rollOf: "", bagOf: "" };

export function DenominationEditor({ set }: { set: DenominationSet }) {
  const t = useTranslations("counting.pieces");
  const language = useLocale();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { currency } = set;
  const [rows, setRows] = useState<Row[]>(() => toRows(set, language));
  const save = useMutation({
    mutationFn: saveDenominations,
    onSuccess: (saved) => {
      queryClient.setQueryData(denominationsQuery(currency).queryKey, saved);
      toast(t("saved", { currency }));
    },
  });
  const wrong = wrongFieldsOf(save.error, "denominations");
  const changeRow = (at: number, change: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const denominations = rows.map((row) => toDenomination(row, language, currency));
    save.mutate({ currency, denominations });
  };
  return (
    <section aria-labelledby="pieces">
      <h2 id="pieces">{t("title", { currency })}</h2>
      <p className="max-w-[70ch] pb-3 text-ink-2">{t("about")}</p>
      <form method="post" noValidate onSubmit={onSubmit}>
        <table className="ledger -mx-edge !w-auto min-w-[min(100%,640px)] max-sm:[--cell:4px]">
          <caption className="sr-only">{t("title", { currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("value")}</th>
              <th scope="col">{t("kind")}</th>
              <th scope="col">{t("roll-of")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("bag-of")}
              </th>
              <th scope="col">
                <span className="sr-only">{t("remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <DenominationRow
                key={at}
                {...{ row, wrong: wrong.has(String(at)) }}
                name={row.value === "" ? String(at + 1) : row.value}
                onChange={(change) => changeRow(at, change)}
                onRemove={() => setRows(rows.filter((_, index) => index !== at))}
              />
            ))}
          </tbody>
        </table>
        {wrong.size > 0 && (
          <p role="alert" className="flex gap-1 pt-2 text-sm">
            <Icon name="warn" className="mt-0.5 size-4 text-uncounted" />
            {t(wrong.has("") ? "wrong-twice" : "wrong")}
          </p>
        )}
        <ProblemNotice error={wrong.size === 0 ? save.error : null} />
        <div className="flex flex-wrap gap-2 pt-4">
          <Button kind="do" type="submit" working={save.isPending && t("saving")}>
            {t("save")}
          </Button>
          <Button
            disabled={rows.length >= DENOMINATIONS_MAX}
            onClick={() => setRows([...rows, EMPTY])}
          >
            {t("add")}
          </Button>
          {set.edited && (
            <Button kind="bare" onClick={() => save.mutate({ currency, denominations: null })}>
              {t("usual")}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}

type DenominationRowProps = {
  row: Row;
  name: string;
  wrong: boolean;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
};

function DenominationRow({ row, name, wrong, onChange, onRemove }: DenominationRowProps) {
  const t = useTranslations("counting.pieces");
  const number = (part: "rollOf" | "bagOf") => (
    <Input
      inputMode="numeric"
      aria-label={t(part === "rollOf" ? "roll-of-one" : "bag-of-one", { name })}
      placeholder={t("none")}
      className="max-w-24 min-w-14 text-right"
      value={row[part]}
      onChange={({ target }) => onChange({ [part]: target.value })}
    />
  );
  return (
    <tr className="[&>td]:py-1">
      <td>
        <Input
          inputMode="decimal"
          aria-label={t("value-one", { name })}
          aria-invalid={wrong || undefined}
          className="max-w-32 min-w-20 text-right"
          value={row.value}
          onChange={({ target }) => onChange({ value: target.value })}
        />
      </td>
      <td>
        <Select
          aria-label={t("kind-one", { name })}
          className="max-w-28 min-w-20"
          value={row.kind}
          onChange={({ target }) => onChange({ kind: target.value === "note" ? "note" : "coin" })}
        >
          <option value="note">{t("note")}</option>
          <option value="coin">{t("coin")}</option>
        </Select>
      </td>
      <td>{number("rollOf")}</td>
      <td className="max-sm:hidden">{number("bagOf")}</td>
      <td>
        <button
          type="button"
          aria-label={t("remove-one", { name })}
          onClick={onRemove}
          className="grid size-11 place-items-center rounded-md text-ink-2 hover:bg-hover sm:size-8"
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  );
}

function toRows({ denominations, currency }: DenominationSet, language: string): Row[] {
  return denominations.map(({ valueMinor, kind, rollOf, bagOf }) => ({
    value: formatMoney(valueMinor, currency, language),
    kind,
    rollOf: rollOf?.toString() ?? "",
    bagOf: bagOf?.toString() ?? "",
  }));
}

/** A value that can't be read is omitted, for the server to refuse. */
function toDenomination(row: Row, language: string, currency: string) {
  const value = readTypedMoney(row.value, language, currency);
  const count = (text: string) => {
    const number = Number(text);
    return text.trim() === "" ? null : Number.isFinite(number) ? number : undefined;
  };
  return {
    valueMinor: value.ok ? value.amount : undefined,
    kind: row.kind,
    rollOf: count(row.rollOf),
    bagOf: count(row.bagOf),
  };
}
