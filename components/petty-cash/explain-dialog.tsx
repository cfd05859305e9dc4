"use client";

/** Explains what the latest count found; the balance becomes what was counted. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { explainFundDifference } from "@/lib/client/petty-cash";
import { reasonsQuery } from "@/lib/client/reasons";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { Difference } from "../money/difference";
import { useReasonLabel } from "../reason/use-reason-text";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Select } from "../ui/input";
import { Notice } from "../ui/notice";
import { FundTextField } from "./fund-fields";
import { useFundProblem } from "./fund-text";
import { useFundChange } from "./use-fund-change";

type ExplainDialogProps = { fund: PettyCash; onClose: () => void };

export function ExplainDialog({ fund, onClose }: ExplainDialogProps) {
  const t = useTranslations("petty-cash");
  const reasonLabel = useReasonLabel();
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const { data } = useQuery(reasonsQuery());
  const change = useFundChange(explainFundDifference, {
    done: t("explained-toast"),
    onDone: onClose,
  });
  const problem = useFundProblem(change.error);
  const [last] = fund.counts;
  if (last === undefined) return null;
  const verdict = (last.differenceMinor ?? 0) < 0 ? "short" : "over";
  const offered = (data?.reasons ?? []).filter(
    ({ active, verdicts }) => active && verdicts.includes(verdict),
  );
  return (
    <FormDialog
      title={t("explain-title")}
      description={
        <>
          {t("explain-about")}{" "}
          <Difference minor={last.differenceMinor} currency={fund.currency} withCurrency />
        </>
      }
      cancelLabel={t("cancel")}
      submitLabel={t("explain")}
      working={change.isPending && t("saving")}
      disabled={reason === "" || text.trim() === ""}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({ centreId: fund.centreId, countNumber: last.number, reason, text })
      }
    >
      <Field label={t("reason")}>
        {(control) => (
          <Select {...control} value={reason} onChange={({ target }) => setReason(target.value)}>
            <option value="">{t("choose")}</option>
            {offered.map((one) => (
              <option key={one.code} value={one.code}>
                {reasonLabel(one.code, one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FundTextField label={t("note")} rows={3} value={text} onChange={setText} />
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}
