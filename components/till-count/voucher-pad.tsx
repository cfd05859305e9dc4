"use client";

/** Counts vouchers by their value: how many of each, with one empty line always at the end. */
import { useLocale, useTranslations } from "next-intl";
import type { Draft } from "@/lib/client/till-counts-draft";
import { formatMoney } from "@/lib/domain/format";
import { readVoucher, type VoucherText } from "@/lib/domain/till-count/voucher-pad";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";

type VoucherPadProps = {
  lines: Draft["vouchers"];
  total: number | null;
  currency: string;
  onChange: (lines: Draft["vouchers"]) => void;
};

const LINES_MAX = 60;
const EMPTY: VoucherText = { unit: "", quantity: "" };

export function VoucherPad({ lines, total, currency, onChange }: VoucherPadProps) {
  const t = useTranslations("till-count.voucher");
  const language = useLocale();
  const shown = lines.length < LINES_MAX ? [...lines, EMPTY] : lines;
  const changeLine = (at: number, change: Partial<VoucherText>) => {
    const next = shown.map((line, index) => (index === at ? { ...line, ...change } : line));
    onChange(trimEmptyLines(next));
  };
  return (
    <fieldset className="max-w-[640px] min-w-0">
      <legend className="flex w-full justify-between border-b border-ink pb-1 font-semibold">
        <span>{t("title")}</span>
        {total !== null && <span>{formatMoney(total, currency, language)}</span>}
      </legend>
      <ul>
        {shown.map((line, at) => (
          <Line
            key={at}
            {...{ line, currency }}
            number={at + 1}
            onChange={(change) => changeLine(at, change)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

type LineProps = {
  line: VoucherText;
  currency: string;
  number: number;
  onChange: (change: Partial<VoucherText>) => void;
};

function Line({ line, currency, number, onChange }: LineProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const reading = readVoucher(line, { currency, language });
  const half = line.unit.trim() === "" || line.quantity.trim() === "";
  const fault = reading.kind === "wrong" && !half ? reading.fault : null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_16px_88px_minmax(0,1fr)] items-start gap-x-2 border-b border-rule py-2">
      <Field
        label={<span className="sr-only">{t("voucher.unit", { number })}</span>}
        error={fault === "unit" ? t("voucher.fault.unit") : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            placeholder={t("voucher.unit-short")}
            className="h-11 text-right text-md"
            value={line.unit}
            onChange={({ target }) => onChange({ unit: target.value })}
          />
        )}
      </Field>
      <Icon name="close" className="mt-4 size-4 text-ink-3" />
      <Field
        label={<span className="sr-only">{t("voucher.quantity", { number })}</span>}
        error={fault === "quantity" || fault === "too-many" ? t(`voucher.fault.${fault}`) : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            placeholder="0"
            className="h-11 text-center text-md"
            value={line.quantity}
            onChange={({ target }) => onChange({ quantity: target.value })}
          />
        )}
      </Field>
      <output className="truncate pt-3 text-right text-md">
        {reading.kind === "read" ? (
          formatMoney(reading.amount, currency, language)
        ) : (
          <i className="text-sm text-ink-3">{t("not-entered")}</i>
        )}
      </output>
    </li>
  );
}

function trimEmptyLines(lines: VoucherText[]): VoucherText[] {
  const last = lines.findLastIndex(({ unit, quantity }) => unit !== "" || quantity !== "");
  return lines.slice(0, last + 1);
}
