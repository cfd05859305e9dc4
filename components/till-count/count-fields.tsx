"use client";

/** Shows the fields of one count in the way that was chosen: by piece, value, voucher or total. */
import { useLocale, useTranslations } from "next-intl";
import type { Draft } from "@/lib/client/till-counts-draft";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import { formatMoney } from "@/lib/domain/format";
import { computeStep, type PadReader } from "@/lib/domain/till-count/denomination-pad";
import { AmountField } from "./amount-field";
import { CountWays } from "./count-ways";
import { Pad } from "./pad";
import type { CountItemEntry } from "./use-count-items";
import { VoucherPad } from "./voucher-pad";

type CountFieldsProps = {
  entry: Pick<CountItemEntry, "rows" | "usualValues" | "usualWay">;
  /** This is the draft as it is typed; it is a new one while nothing is typed. */
  draft: Draft;
  reading: DraftReading;
  currency: string;
  onChange: (change: Partial<Draft>) => void;
};

export function CountFields(props: CountFieldsProps) {
  const { entry, draft, reading, currency, onChange } = props;
  const language = useLocale();
  const unit = draft.way === "values" ? "values" : "pieces";
  const reader: PadReader = { unit, currency, language };
  const usesPad = draft.way === "pieces" || draft.way === "values";
  const ways = <CountWays {...{ entry, draft, reading, reader, onChange }} />;
  return (
    <>
      {usesPad && (
        <Pad
          rows={entry.rows}
          usualValues={entry.usualValues}
          {...{ draft, reading, reader, onChange }}
        >
          {ways}
        </Pad>
      )}
      {draft.way === "vouchers" && (
        <VoucherPad
          lines={draft.vouchers}
          total={reading.total}
          currency={currency}
          onChange={(vouchers) => onChange({ vouchers })}
        />
      )}
      {draft.way === "total" && <Total {...props} />}
      {!usesPad && ways}
      {reading.oddAmount && <OddAmount {...props} />}
    </>
  );
}

function Total({ draft, reading, currency, onChange }: CountFieldsProps) {
  const t = useTranslations("till-count");
  return (
    <AmountField
      label={t("one-total", { currency })}
      text={draft.total}
      reading={{ amount: reading.total, fault: reading.totalFault }}
      currency={currency}
      className="max-w-[320px]"
      onType={(total) => onChange({ total })}
    />
  );
}

/** It is a hint and never refuses the count, because there may be a good reason. */
function OddAmount({ reading, entry, currency }: CountFieldsProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const step = computeStep(entry.rows.map(({ valueMinor }) => valueMinor));
  return (
    <p role="status" className="pt-3 text-ink-2">
      {t("odd-amount", {
        amount: formatMoney(reading.total ?? 0, currency, language),
        step: formatMoney(step, currency, language),
      })}
    </p>
  );
}
