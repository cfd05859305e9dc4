"use client";

/** Counts a fund on the pad of the tills, without what it should contain where counts are blind. */
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { recordFundCount } from "@/lib/client/petty-cash";
import { draftTakeOver } from "@/lib/client/hand-over-draft";
import { type Draft, SPOT } from "@/lib/client/till-counts-draft";
import { readDraft, spotBodyOf } from "@/lib/client/till-counts-reading";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { buildPadRows } from "@/lib/domain/till-count/denomination-pad";
import { CountFields } from "../till-count/count-fields";
import { BlindNote, CountHead } from "../till-count/count-head";
import { CountHint } from "../till-count/count-hint";
import { SubmitBar } from "../till-count/submit-bar";
import { Notice } from "../ui/notice";
import { useFundProblem } from "./fund-text";
import { useFundChange } from "./use-fund-change";

type CountFundProps = { fund: PettyCash; onClose: () => void };

export function CountFund({ fund, onClose }: CountFundProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const { centreId, currency } = fund;
  const rows = useMemo(() => buildPadRows(fund.denominations), [fund.denominations]);
  const [draft, setDraft] = useState<Draft>(() => draftTakeOver(rows));
  // The entries that were there when the count began, whatever is read meanwhile.
  const [basedOnEntry] = useState(fund.lastEntry);
  const reader = { rows, currency, language, floatToLeaveMinor: null };
  const reading = readDraft(draft, reader);
  const position = { centreId, businessDate: fund.today, shiftId: "", tillId: "" };
  const body = spotBodyOf({ ...position, tenderId: SPOT }, draft, reader);
  const change = useFundChange(recordFundCount, { done: t("counted-toast"), onDone: onClose });
  const problem = useFundProblem(change.error);
  return (
    <div className="px-edge">
      <CountHead
        centreName={fund.centreName}
        businessDate={fund.today}
        title={t("count-title")}
        backTo={t("back-to-fund")}
        onBack={onClose}
      >
        {fund.isBlind && <BlindNote mode="hidden" what="count" />}
      </CountHead>
      <form
        method="post"
        aria-labelledby="count-title"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (body === null || change.isPending) return;
          const { countedMinor, denominations, looseMinor } = body;
          change.mutate({
            centreId,
            basedOnEntry,
            ...(countedMinor === undefined ? {} : { countedMinor }),
            ...(denominations === undefined ? {} : { denominations }),
            ...(looseMinor === undefined ? {} : { looseMinor }),
          });
        }}
      >
        <CountFields
          entry={{ rows, usualValues: [], usualWay: rows.length === 0 ? "total" : "pieces" }}
          {...{ draft, reading, currency }}
          onChange={(typed) => setDraft((before) => ({ ...before, ...typed }))}
        />
        {problem !== null && <Notice kind="error" title={problem} />}
        <SubmitBar
          totalMinor={reading.total}
          currency={currency}
          hint={<CountHint {...{ draft, reading, currency }} />}
          label={t("save-count")}
          working={change.isPending && t("saving")}
          disabled={body === null}
        />
      </form>
    </div>
  );
}
