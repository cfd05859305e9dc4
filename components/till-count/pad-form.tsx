"use client";

/**
 * Shows the fields of one count and the bar below them: by piece, by value, by voucher or as a
 * total.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Draft } from "@/lib/client/till-counts-draft";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import { formatMoney } from "@/lib/domain/format";
import {
  type PadReader,
  formatPieceName,
  computeStep,
} from "@/lib/domain/till-count/denomination-pad";
import { AmountField } from "./amount-field";
import { CountWays } from "./count-ways";
import { FloatFields } from "./float-fields";
import { SubmitBar } from "./submit-bar";
import { Pad } from "./pad";
import type { CountItemEntry } from "./use-count-items";
import { VoucherPad } from "./voucher-pad";

type PadFormProps = {
  entry: CountItemEntry;
  /** This is the draft as it is typed; it is a new one while nothing is typed. */
  draft: Draft;
  reading: DraftReading;
  currency: string;
  working: boolean;
  onChange: (change: Partial<Draft>) => void;
  onSubmit: () => void;
};

export function PadForm(props: PadFormProps) {
  const { entry, draft, reading, currency, working, onChange, onSubmit } = props;
  const language = useLocale();
  const unit = draft.way === "values" ? "values" : "pieces";
  const reader: PadReader = { unit, currency, language };
  const usesPad = draft.way === "pieces" || draft.way === "values";
  return (
    <form
      method="post"
      aria-labelledby="count-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (!working && reading.total !== null && !reading.wrong) onSubmit();
      }}
    >
      {usesPad && (
        <Pad
          rows={entry.rows}
          usualValues={entry.usualValues}
          {...{ draft, reading, reader, onChange }}
        >
          <CountWays {...{ entry, draft, reading, reader, onChange }} />
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
      {!usesPad && <CountWays {...{ entry, draft, reading, reader, onChange }} />}
      {reading.oddAmount && <OddAmount {...props} />}
      {entry.leavesFloat && (
        <FloatFields
          {...{ draft, reading, currency, onChange }}
          agreedMinor={entry.floatToLeaveMinor}
        />
      )}
      <SubmitBar
        totalMinor={reading.total}
        currency={currency}
        hint={<Hint {...props} />}
        working={working}
        disabled={reading.total === null || reading.wrong}
      />
    </form>
  );
}

function Total({ draft, reading, currency, onChange }: PadFormProps) {
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
function OddAmount({ reading, entry, currency }: PadFormProps) {
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

/**
 * Tells how complete the count is: empty fields count as none, and are named while they are few.
 */
function Hint({ draft, reading, currency }: PadFormProps) {
  const t = useTranslations("till-count.hint");
  const language = useLocale();
  if (reading.wrong) return t("wrong");
  if (draft.way === "total") return t("total");
  if (draft.way === "vouchers") return t("vouchers", { count: draft.vouchers.length });
  const { entered, rows, missing } = reading.sums?.pieces ?? { entered: 0, rows: 0, missing: [] };
  const counts = { entered, rows };
  if (entered === 0) return t("none");
  if (missing.length === 0) return t("all", counts);
  if (missing.length > NAMED_MAX) return t("some", counts);
  const names = new Intl.ListFormat(language === "en" ? "en-GB" : language).format(
    missing.map(({ valueMinor }) => formatPieceName(valueMinor, currency, language)),
  );
  return t("some-named", { ...counts, names, count: missing.length });
}

const NAMED_MAX = 3;
