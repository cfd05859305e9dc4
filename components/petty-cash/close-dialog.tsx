"use client";

/** Closes a fund up to a date; afterwards nothing of it can change. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { closePettyCash } from "@/lib/client/petty-cash";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { addDays } from "@/lib/domain/business-date";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { useFundProblem } from "./fund-text";
import { useFundChange } from "./use-fund-change";

type CloseDialogProps = { fund: PettyCash; onClose: () => void };

export function CloseDialog({ fund, onClose }: CloseDialogProps) {
  const t = useTranslations("petty-cash");
  const [to, setTo] = useState(fund.today);
  const change = useFundChange(closePettyCash, { done: t("closed-toast"), onDone: onClose });
  const problem = useFundProblem(change.error);
  const [last] = fund.counts;
  if (last === undefined) return null;
  return (
    <FormDialog
      title={t("close-title")}
      description={t("close-about")}
      cancelLabel={t("cancel")}
      submitLabel={t("close-period")}
      working={change.isPending && t("saving")}
      disabled={to === ""}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({
          centreId: fund.centreId,
          to,
          basedOnCount: last.number,
          basedOnEntry: fund.lastEntry,
        })
      }
    >
      <Field label={t("close-to")} hint={t("close-to-hint")}>
        {(control) => (
          <DateInput
            {...control}
            {...(fund.closedTo === null ? {} : { min: addDays(fund.closedTo, 1) })}
            max={fund.today}
            value={to}
            onChange={setTo}
          />
        )}
      </Field>
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}
