"use client";

/** Adds a reason, or changes its words and what it is offered for. Its code stays. */
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { Reason } from "@/lib/contracts/reason";
import { LANGUAGES } from "@/lib/domain/format";
import {
  codeFor,
  EXPLAINED_VERDICTS,
  type ExplainedVerdict,
  isDefaultReason,
  OTHER,
} from "@/lib/domain/workflow/reason-list";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { useReasonLabel } from "./use-reason-text";

type ReasonDialogProps = {
  reason: Reason | "new";
  /** Codes that stand for a reason already. */
  taken: readonly string[];
  problem: string | null;
  working: boolean;
  onSave: (reason: Reason) => void;
  onClose: () => void;
};

const LABEL_LENGTH_MAX = 80;

export function ReasonDialog(props: ReasonDialogProps) {
  const { reason, taken, problem, working, onSave, onClose } = props;
  const t = useTranslations("explanation.list");
  const verdictName = useTranslations("ui.verdict");
  const reasonLabel = useReasonLabel();
  const form = useId();
  const initial = reason === "new" ? NEW_REASON : reason;
  const [verdicts, setVerdicts] = useState<readonly ExplainedVerdict[]>(initial.verdicts);
  const [wrong, setWrong] = useState<"words-missing" | "verdicts-missing" | null>(null);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const labels = Object.fromEntries(
      LANGUAGES.flatMap((language) => {
        const text = sent.get(language);
        return typeof text === "string" && text.trim() !== "" ? [[language, text.trim()]] : [];
      }),
    ) as Reason["labels"];
    const [first] = Object.values(labels);
    const isUnlabelled = first === undefined && !isDefaultReason(initial.code);
    const missing = isUnlabelled
      ? "words-missing"
      : verdicts.length === 0
        ? "verdicts-missing"
        : null;
    setWrong(missing);
    if (missing !== null) return;
    const code = reason === "new" ? codeFor(first ?? "", taken) : initial.code;
    onSave({ ...initial, code, labels, verdicts: [...verdicts] });
  };
  const offer = (verdict: ExplainedVerdict, wanted: boolean) =>
    setVerdicts(
      EXPLAINED_VERDICTS.filter((one) => (one === verdict ? wanted : verdicts.includes(one))),
    );

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        reason === "new"
          ? t("add-title")
          : t("change-title", { reason: reasonLabel(reason.code, reason) })
      }
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" kind="do" working={working && t("saving")}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" noValidate onSubmit={onSubmit} className="grid gap-4">
        {LANGUAGES.map((language, index) => (
          <Field
            key={language}
            label={t(`words.${language}`)}
            hint={index === LANGUAGES.length - 1 ? t("words-hint") : null}
            error={index === 0 && wrong === "words-missing" ? t("words-missing") : null}
          >
            {(control) => (
              <Input
                {...control}
                name={language}
                maxLength={LABEL_LENGTH_MAX}
                defaultValue={initial.labels[language] ?? ""}
                autoComplete="off"
              />
            )}
          </Field>
        ))}
        <fieldset>
          <legend className="text-xs font-medium text-ink-2">{t("for")}</legend>
          <div className="flex flex-wrap gap-x-5">
            {EXPLAINED_VERDICTS.map((verdict) => (
              <Checkbox
                key={verdict}
                label={verdictName(verdict)}
                checked={verdicts.includes(verdict)}
                disabled={initial.code === OTHER}
                onCheckedChange={(wanted) => offer(verdict, wanted)}
              />
            ))}
          </div>
          {wrong === "verdicts-missing" && (
            <p role="alert" className="flex gap-1 text-xs">
              <Icon name="warn" className="size-4 text-uncounted" />
              {t("verdicts-missing")}
            </p>
          )}
        </fieldset>
        {problem !== null && <Notice kind="error" title={problem} />}
      </form>
    </Dialog>
  );
}

const NEW_REASON: Reason = { code: "", active: true, verdicts: [], labels: {} };
