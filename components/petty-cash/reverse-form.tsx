"use client";

/** Reverses an entry with a reason: both stay in the list, and together they change nothing. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { reverseEntry } from "@/lib/client/petty-cash";
import { findRefusal } from "@/lib/client/refusal";
import type { FundEntryView } from "@/lib/contracts/petty-cash";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { FundTextField } from "./fund-fields";
import { useEntryTitle, useFundProblem } from "./fund-text";
import { useFundChange } from "./use-fund-change";

type ReverseFormProps = { centreId: string; entry: FundEntryView; onClose: () => void };

export function ReverseForm({ centreId, entry, onClose }: ReverseFormProps) {
  const t = useTranslations("petty-cash");
  const titleOf = useEntryTitle();
  const [text, setText] = useState("");
  const change = useFundChange(reverseEntry, { done: t("reversed-toast"), onDone: onClose });
  const problem = useFundProblem(change.error);
  const acceptsBelowZero = findRefusal(change.error, ["below-zero"]) !== null;
  return (
    <FormDialog
      title={t("reverse-title", { what: titleOf(entry) })}
      description={t("reverse-about")}
      cancelLabel={t("cancel")}
      submitLabel={t(acceptsBelowZero ? "record-anyway" : "reverse")}
      working={change.isPending && t("saving")}
      disabled={text.trim() === ""}
      onClose={onClose}
      onSubmit={() => change.mutate({ centreId, number: entry.number, text, acceptsBelowZero })}
    >
      <FundTextField label={t("reverse-why")} rows={3} value={text} onChange={setText} />
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}
