"use client";

/**
 * Explains many lines with one reason, one text and one slip: all of them, or none. What stands in
 * the way is named line by line, and can be left out.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { reasonsQuery } from "@/lib/client/reasons";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { ATTACHMENT_TYPES } from "@/lib/domain/attachment/attachment";
import { formatLineKey } from "@/lib/domain/keys";
import { listOfferedReasons, OTHER } from "@/lib/domain/workflow/reason-list";
import { useReasonText } from "../reason/use-reason-text";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select, Textarea } from "../ui/input";
import { RefusedLines } from "./refused-lines";
import { useExplainLines } from "./use-explain-lines";

type ExplainLinesDialogProps = {
  lines: readonly LineRow[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone: () => void;
};

const TEXT_MAX = 20_000;
const TYPES = ATTACHMENT_TYPES.join(",");

export function ExplainLinesDialog({ open, ...props }: ExplainLinesDialogProps) {
  return open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ lines, onOpenChange, onDone }: Omit<ExplainLinesDialogProps, "open">) {
  const t = useTranslations("explanation");
  const many = useTranslations("explain-many");
  const { data } = useQuery(reasonsQuery());
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState<"reason" | "text" | null>(null);
  const { explaining, refused, problem } = useExplainLines(() => {
    onOpenChange(false);
    onDone();
  });
  const chosen = lines.filter((line) => !leftOut.has(formatLineKey(line)));
  const verdicts = [...new Set(chosen.map(({ verdict }) => verdict))];
  const offered = (data?.reasons ?? []).filter((each) =>
    verdicts.every((verdict) => listOfferedReasons([each], verdict).length > 0),
  );
  const isOffered = offered.some(({ code }) => code === reason);
  const submit = () => {
    const isTextMissing = reason === OTHER && text.trim() === "";
    const lacks = !isOffered ? "reason" : isTextMissing ? "text" : null;
    setMissing(lacks);
    if (lacks !== null || explaining.isPending || chosen.length === 0) return;
    explaining.mutate({ lines: chosen, reason, text: text.trim(), file });
  };
  return (
    <FormDialog
      title={many("title", { count: chosen.length })}
      description={many("about", {
        days: new Set(chosen.map((line) => `${line.centreId} ${line.businessDate}`)).size,
      })}
      cancelLabel={t("form.cancel")}
      submitLabel={many("submit", { count: chosen.length })}
      working={explaining.isPending && t("form.saving")}
      disabled={chosen.length === 0}
      onClose={() => onOpenChange(false)}
      onSubmit={submit}
    >
      <ReasonField
        offered={offered.map(({ code }) => code)}
        value={isOffered ? reason : ""}
        onChange={setReason}
        isCommon={verdicts.length > 1}
        isMissing={missing === "reason"}
      />
      <Field
        label={t("form.text")}
        hint={reason === OTHER ? t("form.text-needed") : null}
        error={missing === "text" ? t("refusals.text-missing") : null}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={TEXT_MAX}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Field label={many("slip")} hint={t("attachments.hint")}>
        {(control) => (
          <Input
            {...control}
            type="file"
            accept={TYPES}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        )}
      </Field>
      {problem !== null && <p role="alert">{problem}</p>}
      <RefusedLines
        lines={chosen}
        refused={refused}
        onLeaveOut={(keys) => {
          setLeftOut(new Set([...leftOut, ...keys]));
          explaining.reset();
        }}
      />
    </FormDialog>
  );
}

type ReasonFieldProps = {
  offered: readonly string[];
  value: string;
  onChange: (reason: string) => void;
  /** The lines differ in what they need, so that fewer reasons suit all of them. */
  isCommon: boolean;
  isMissing: boolean;
};

function ReasonField({ offered, value, onChange, isCommon, isMissing }: ReasonFieldProps) {
  const t = useTranslations("explanation");
  const many = useTranslations("explain-many");
  const reasonText = useReasonText();
  return (
    <Field
      label={t("form.reason")}
      hint={isCommon ? many("common") : null}
      error={isMissing ? t("refusals.unknown-reason") : null}
    >
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t("form.choose")}</option>
          {offered.map((code) => (
            <option key={code} value={code}>
              {reasonText(code)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
