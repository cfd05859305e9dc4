"use client";

/** Imports a file of counts: a preview comes first, then all of it is imported or nothing. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import {
  fileRefusalOf,
  type ImportProgress as Progress,
  rejectedRowsOf,
  sendTillCounts,
} from "@/lib/client/till-count-import";
import { apiAddress } from "@/lib/client/api-path";
import type { ImportResult } from "@/lib/contracts/till-count";
import { COUNT_COLUMNS, IMPORT_BYTES_MAX } from "@/lib/domain/till-count/import-row";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { FileDrop } from "./file-drop";
import { ImportPreview } from "./import-preview";
import { ImportProgress } from "./import-progress";
import { ImportResultView } from "./import-result";
import { RejectedRows } from "./rejected-rows";

type Stage =
  | { name: "choose" }
  | { name: "sending"; file: File; dryRun: boolean; progress: Progress }
  | { name: "preview"; file: File; result: ImportResult }
  | { name: "done"; file: File; result: ImportResult }
  | { name: "failed"; file: File; dryRun: boolean; error: unknown };

export function ImportScreen() {
  const t = useTranslations("till-count.import");
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>({ name: "choose" });
  const running = useRef(false);

  async function send(file: File, dryRun: boolean) {
    if (running.current) return;
    running.current = true;
    const tell = (progress: Progress) => setStage({ name: "sending", file, dryRun, progress });
    tell({ stage: "sending", done: 0, total: file.size });
    try {
      const result = await sendTillCounts({ file, dryRun, onProgress: tell });
      setStage(dryRun ? { name: "preview", file, result } : { name: "done", file, result });
      if (!dryRun) await queryClient.invalidateQueries();
    } catch (error) {
      setStage({ name: "failed", file, dryRun, error });
    } finally {
      running.current = false;
    }
  }

  const choose = (file: File) => void send(file, true);
  return (
    <div className="w-full max-w-[1024px] pb-12">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        <a href={apiAddress("/api/till-counts/imports")} download className="ml-auto">
          {t("example")}
        </a>
        <ButtonLink href="/till-counts">{t("count-by-hand")}</ButtonLink>
      </div>
      {(stage.name === "choose" || stage.name === "failed") && (
        <FileDrop
          onChoose={choose}
          again={stage.name === "failed"}
          bytesMax={IMPORT_BYTES_MAX}
          columns={COUNT_COLUMNS}
        />
      )}
      {stage.name === "sending" && <ImportProgress {...stage} fileName={stage.file.name} />}
      {stage.name === "preview" && (
        <ImportPreview
          result={stage.result}
          fileName={stage.file.name}
          onImport={() => void send(stage.file, false)}
          onOther={() => setStage({ name: "choose" })}
        />
      )}
      {stage.name === "failed" && (
        <Failed {...stage} onRetry={() => void send(stage.file, stage.dryRun)} />
      )}
      {stage.name === "done" && (
        <ImportResultView
          result={stage.result}
          fileName={stage.file.name}
          onOther={() => setStage({ name: "choose" })}
        />
      )}
    </div>
  );
}

type FailedProps = { file: File; error: unknown; onRetry: () => void };

function Failed({ file, error, onRetry }: FailedProps) {
  const t = useTranslations("till-count.import");
  const refusal = fileRefusalOf(error);
  if (refusal !== null) {
    return (
      <Notice kind="error" title={t("refused-file", { file: file.name })}>
        {t(`refused.${refusal}`)}
      </Notice>
    );
  }
  const rejected = rejectedRowsOf(error);
  if (rejected === null) return <ErrorState error={error} onRetry={onRetry} />;
  return <RejectedRows {...rejected} fileName={file.name} />;
}
