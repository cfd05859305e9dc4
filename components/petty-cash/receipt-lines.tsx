"use client";

/** Takes the gross amount of a receipt by tax rate; the tax is computed unless it is typed. */
import { useLocale, useTranslations } from "next-intl";
import type { LineReading, ReceiptDraft } from "@/lib/client/petty-cash-draft";
import { formatMoney } from "@/lib/domain/format";
import { computeVat } from "@/lib/domain/vat";
import { AmountField } from "../till-count/amount-field";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type ReceiptLinesProps = {
  draft: ReceiptDraft;
  lines: readonly LineReading[];
  currency: string;
  onChange: (draft: ReceiptDraft) => void;
};

const LINES_MAX = 4;

export function ReceiptLines({ draft, lines, currency, onChange }: ReceiptLinesProps) {
  const t = useTranslations("petty-cash");
  const isTwice = new Set(lines.map(({ ratePpm }) => ratePpm)).size < lines.length;
  const change = (at: number, part: Partial<ReceiptDraft["lines"][number]>) =>
    onChange({
      ...draft,
      lines: draft.lines.map((line, index) => (index === at ? { ...line, ...part } : line)),
    });
  return (
    <div className="grid gap-3">
      {draft.lines.map((line, at) => (
        // Lines have no identity of their own, and are only added or removed at the end.
        <Line
          key={at}
          {...{ line, currency }}
          reading={lines[at]}
          onChange={(part) => change(at, part)}
        />
      ))}
      {isTwice && <p role="alert">{t("rate-twice")}</p>}
      <p className="flex gap-2">
        {draft.lines.length < LINES_MAX && (
          <Button
            kind="bare"
            size="small"
            onClick={() =>
              onChange({ ...draft, lines: [...draft.lines, { gross: "", percent: "", vat: "" }] })
            }
          >
            {t("add-rate")}
          </Button>
        )}
        {draft.lines.length > 1 && (
          <Button
            kind="bare"
            size="small"
            onClick={() => onChange({ ...draft, lines: draft.lines.slice(0, -1) })}
          >
            {t("remove-rate")}
          </Button>
        )}
      </p>
    </div>
  );
}

type LineProps = {
  line: ReceiptDraft["lines"][number];
  reading: LineReading | undefined;
  currency: string;
  onChange: (part: Partial<ReceiptDraft["lines"][number]>) => void;
};

function Line({ line, reading, currency, onChange }: LineProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const gross = reading?.gross ?? { amount: null, fault: null };
  const ratePpm = reading?.ratePpm ?? null;
  const computed =
    gross.amount === null || ratePpm === null ? null : computeVat(gross.amount, ratePpm);
  return (
    <div className="grid grid-cols-[2fr_1fr_1.3fr] gap-2">
      <AmountField
        label={t("gross", { currency })}
        text={line.gross}
        reading={gross}
        currency={currency}
        onType={(text) => onChange({ gross: text })}
      />
      <Field label={t("rate")} error={ratePpm === null ? t("rate-wrong") : null}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className="h-11 text-right text-md"
            value={line.percent}
            placeholder="0"
            onChange={({ target }) => onChange({ percent: target.value })}
          />
        )}
      </Field>
      <AmountField
        label={t("vat")}
        text={line.vat}
        reading={reading?.vat ?? { amount: null, fault: null }}
        currency={currency}
        placeholder={computed === null ? "" : formatMoney(computed, currency, language)}
        error={reading?.isPlausible === false ? t("refusals.vat-implausible") : null}
        onType={(text) => onChange({ vat: text })}
      />
    </div>
  );
}
