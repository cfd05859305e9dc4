"use client";

/** Sets for how long one kind of data is stored, and shows how much that deletes. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { retentionDueQuery, retentionQuery, saveRetention } from "@/lib/client/retention";
import type { RetentionRow } from "@/lib/contracts/retention";
import { isRetentionAllowed, isShorter } from "@/lib/domain/retention";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type DialogProps = { row: RetentionRow; version: number; onClose: () => void };

export function RetentionDialog({ row, version, onClose }: DialogProps) {
  const t = useTranslations("personal-data.retention");
  const toast = useToast();
  const client = useQueryClient();
  const { kind, daysMin, daysMax, usualDays } = row;
  const [isForGood, setForGood] = useState(row.days === null);
  const [typed, setTyped] = useState(String(row.days ?? daysMax));
  const days = isForGood ? null : /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  const isAllowed = isRetentionAllowed(kind, days);
  const save = useMutation({
    mutationFn: () => saveRetention({ kind, days, basedOnVersion: version }),
    onSuccess: (saved) => {
      client.setQueryData(retentionQuery().queryKey, saved);
      toast(t("saved"));
      onClose();
    },
    onError: () => client.invalidateQueries({ queryKey: retentionQuery().queryKey, exact: true }),
  });
  const usual = usualDays === null ? t("for-good") : t("days", { count: usualDays });
  return (
    <FormDialog
      title={t("change-of", { kind: t(`kinds.${kind}`) })}
      description={t(`kinds-about.${kind}`)}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={save.isPending && t("saving")}
      disabled={!isAllowed}
      onClose={onClose}
      onSubmit={() => save.mutate()}
    >
      {usualDays === null && (
        <Checkbox checked={isForGood} onCheckedChange={setForGood} label={t("store-for-good")} />
      )}
      {!isForGood && (
        <Field
          label={t("days-label")}
          hint={t("days-hint", { min: daysMin, max: daysMax, usual })}
          error={isAllowed ? null : t("wrong-days", { min: daysMin, max: daysMax })}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={typed}
              onChange={({ target }) => setTyped(target.value.trim())}
            />
          )}
        </Field>
      )}
      {days !== null && isAllowed && isShorter(row.days, days) && <Due kind={kind} days={days} />}
      <ProblemNotice error={save.error} />
    </FormDialog>
  );
}

function Due({ kind, days }: { kind: RetentionRow["kind"]; days: number }) {
  const t = useTranslations("personal-data.retention");
  const { data } = useQuery(retentionDueQuery({ kind, days }));
  return (
    <p aria-live="polite" className="min-h-10">
      {data === undefined
        ? t("counting")
        : t(data.hasMoreDue ? "would-delete-more" : "would-delete", { count: data.due })}
    </p>
  );
}
