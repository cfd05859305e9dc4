"use client";

/**
 * Adds a reason, or changes its labels and the verdicts it is offered for. The code never changes.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Reason } from "@/lib/contracts/reason";
import { LANGUAGES } from "@/lib/domain/format";
import {
  createReasonCode,
  EXPLAINED_VERDICTS,
  type ExplainedVerdict,
  isDefaultReason,
  OTHER,
} from "@/lib/domain/workflow/reason-list";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { readField } from "../ui/text-of";
import { useReasonLabel } from "./use-reason-text";

type ReasonDialogProps = {
  reason: Reason | "new";
  /** These codes are in use. */
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
  const reasonLabel = useReasonLabel();
  const initial = reason === "new" ? NEW_REASON : reason;
  const [verdicts, setVerdicts] = useState<readonly ExplainedVerdict[]>(initial.verdicts);
  const [wrong, setWrong] = useState<"words-missing" | "verdicts-missing" | null>(null);

  const submit = (fields: FormData) => {
    const labels = readLabels(fields);
    const [first] = Object.values(labels);
    const isUnlabelled = first === undefined && !isDefaultReason(initial.code);
    const missing = isUnlabelled
      ? "words-missing"
      : verdicts.length === 0
        ? "verdicts-missing"
        : null;
    setWrong(missing);
    if (missing !== null) return;
    const code = reason === "new" ? createReasonCode(first ?? "", taken) : initial.code;
    onSave({ ...initial, code, labels, verdicts: [...verdicts] });
  };

  return (
    <FormDialog
      title={
        reason === "new"
          ? t("add-title")
          : t("change-title", { reason: reasonLabel(reason.code, reason) })
      }
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={working && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
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
      <VerdictChoice
        verdicts={verdicts}
        onChange={setVerdicts}
        isFixed={initial.code === OTHER}
        isMissing={wrong === "verdicts-missing"}
      />
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}

function readLabels(fields: FormData): Reason["labels"] {
  const labels = LANGUAGES.map((language) => [language, readField(fields, language).trim()]);
  return Object.fromEntries(labels.filter(([, label]) => label !== "")) as Reason["labels"];
}

type VerdictChoiceProps = {
  verdicts: readonly ExplainedVerdict[];
  onChange: (verdicts: readonly ExplainedVerdict[]) => void;
  isFixed: boolean;
  isMissing: boolean;
};

function VerdictChoice({ verdicts, onChange, isFixed, isMissing }: VerdictChoiceProps) {
  const t = useTranslations("explanation.list");
  const verdictName = useTranslations("ui.verdict");
  const offer = (verdict: ExplainedVerdict, isOffered: boolean) =>
    onChange(
      EXPLAINED_VERDICTS.filter((one) => (one === verdict ? isOffered : verdicts.includes(one))),
    );
  return (
    <fieldset>
      <legend className="text-xs font-medium text-ink-2">{t("for")}</legend>
      <div className="flex flex-wrap gap-x-5">
        {EXPLAINED_VERDICTS.map((verdict) => (
          <Checkbox
            key={verdict}
            label={verdictName(verdict)}
            checked={verdicts.includes(verdict)}
            disabled={isFixed}
            onCheckedChange={(checked) => offer(verdict, checked)}
          />
        ))}
      </div>
      {isMissing && (
        <p role="alert" className="flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {t("verdicts-missing")}
        </p>
      )}
    </fieldset>
  );
}

const NEW_REASON: Reason = { code: "", active: true, verdicts: [], labels: {} };
