"use client";

/**
 * Brings responses to try a field map on: one is requested of Cashrec, or saved ones are pasted,
 * chosen or dropped, with the OpenAPI description if there is one.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useState } from "react";
import { probeConnection } from "@/lib/client/connection";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Input, Textarea } from "../ui/input";
import { Notice } from "../ui/notice";
import { readField } from "../ui/text-of";
import type { Samples } from "./use-trial";

type SampleFormProps = {
  centreId: string;
  businessDate: string;
  working: boolean;
  onSamples: (samples: Samples) => void;
};

export function SampleForm({ centreId, businessDate, working, onSamples }: SampleFormProps) {
  const t = useTranslations("connection");
  const router = useRouter();
  // Whatever came of it, the state of the connection above is another one now.
  const check = useMutation({ mutationFn: probeConnection, onSettled: () => router.refresh() });
  const [date, setDate] = useState(businessDate);
  const wrong = wrongFieldsOf(check.error);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const asked = {
      centreId: readField(sent, "centreId"),
      businessDate: readField(sent, "businessDate"),
    };
    check.mutate(asked, {
      onSuccess: ({ payload, cut }) => {
        if (!cut) onSamples({ responses: [{ text: payload, ...asked }], specification: null });
      },
    });
  };

  return (
    <section className="px-edge pt-8" aria-labelledby="connection-probe">
      <h2 id="connection-probe">{t("try-title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("try-about")}</p>
      <form
        method="post"
        noValidate
        onSubmit={onSubmit}
        className="mt-3 flex flex-wrap items-start gap-3"
      >
        <Field
          label={t("centre")}
          error={wrong.has("centreId") ? t("centre-wrong") : null}
          className="w-44"
        >
          {(props) => (
            <Input
              {...props}
              name="centreId"
              defaultValue={centreId}
              maxLength={64}
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label={t("date")}
          error={wrong.has("businessDate") ? t("date-wrong") : null}
          className="w-44"
        >
          {(props) => <DateInput {...props} name="businessDate" value={date} onChange={setDate} />}
        </Field>
        <Button
          kind="do"
          type="submit"
          className="mt-5"
          working={(check.isPending || working) && t("asking")}
        >
          {t("ask")}
        </Button>
      </form>
      <SavedResponses working={working} onSamples={onSamples} />
      <div aria-live="polite" className="-mx-edge">
        {check.isError && wrong.size === 0 && (
          <ErrorState error={check.error} onRetry={() => check.mutate(check.variables)} />
        )}
        {check.data?.cut === true && <Notice kind="warn" title={t("too-long")} />}
      </div>
    </section>
  );
}

type SavedResponsesProps = Pick<SampleFormProps, "working" | "onSamples">;

function SavedResponses({ working, onSamples }: SavedResponsesProps) {
  const t = useTranslations("field-map.bring");
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly File[]>([]);
  const [specification, setSpecification] = useState<File | null>(null);
  const [asked, setAsked] = useState({ centreId: "", businessDate: "" });

  const read = async () => {
    const texts = [
      ...(text.trim() === "" ? [] : [text]),
      ...(await Promise.all(files.map(textOf))),
    ];
    const responses = texts.map((each) => ({
      text: each,
      centreId: asked.centreId.trim() || null,
      businessDate: asked.businessDate || null,
    }));
    const described = specification === null ? null : await textOf(specification);
    if (responses.length > 0) onSamples({ responses, specification: described });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setFiles([...event.dataTransfer.files]);
  };

  return (
    <details
      className="mt-4 max-w-[90ch]"
      onDrop={onDrop}
      onDragOver={(event) => event.preventDefault()}
    >
      <summary className="min-h-6 text-accent">{t("title")}</summary>
      <p className="mt-1 text-ink-2">{t("about")}</p>
      <div className="mt-2 grid gap-3 md:grid-cols-2">
        <Field label={t("paste")} className="md:col-span-2">
          {(props) => (
            <Textarea
              {...props}
              value={text}
              spellCheck={false}
              className="font-mono"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("centre")} hint={t("asked-hint")}>
          {(props) => (
            <Input
              {...props}
              value={asked.centreId}
              maxLength={64}
              autoComplete="off"
              onChange={(event) => setAsked({ ...asked, centreId: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("date")}>
          {(props) => (
            <DateInput
              {...props}
              value={asked.businessDate}
              onChange={(businessDate) => setAsked({ ...asked, businessDate })}
            />
          )}
        </Field>
        <FileField
          label={t("files")}
          hint={files.map(({ name }) => name).join(", ")}
          multiple
          onFiles={setFiles}
        />
        <FileField
          label={t("specification")}
          onFiles={([file]) => setSpecification(file ?? null)}
        />
      </div>
      <Button
        className="mt-2"
        working={working && t("reading")}
        disabled={text.trim() === "" && files.length === 0}
        onClick={() => void read()}
      >
        {t("read")}
      </Button>
    </details>
  );
}

type FileFieldProps = {
  label: string;
  hint?: string;
  multiple?: boolean;
  onFiles: (files: readonly File[]) => void;
};

function FileField({ label, hint, multiple = false, onFiles }: FileFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(props) => (
        <input
          {...props}
          type="file"
          multiple={multiple}
          accept=".json,application/json"
          className="min-h-control w-full text-sm"
          onChange={(event) => onFiles([...(event.target.files ?? [])])}
        />
      )}
    </Field>
  );
}

function textOf(file: File): Promise<string> {
  return file.text();
}
