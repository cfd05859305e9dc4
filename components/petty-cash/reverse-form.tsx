"use client";

/** Reverses an entry with a reason: both stay in the list, and together they change nothing. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { reverseEntry } from "@/lib/client/petty-cash";
import { findRefusal } from "@/lib/client/refusal";
import type { FundEntryView } from "@/lib/contracts/petty-cash";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Textarea } from "../ui/input";
import { Notice } from "../ui/notice";
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
      <Field label={t("reverse-why")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}
