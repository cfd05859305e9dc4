"use client";

/**
 * Imports cash sheets from saved responses and CSV files: a preview comes first, then all of them
 * are stored or none.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { rejectedSheetsOf, sendSheetFiles } from "@/lib/client/sheet-imports";
import { SheetFindings } from "../reconciliation/sheet-findings";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { OpenQuestions } from "./open-questions";
import { RejectedSheets } from "./rejected-sheets";
import { SheetFiles } from "./sheet-files";
import { SheetPreview } from "./sheet-preview";
import { StoredSheets } from "./stored-sheets";

type SheetImportScreenProps = { bytesMax: number; mayAccept: boolean };

export function SheetImportScreen({ bytesMax, mayAccept }: SheetImportScreenProps) {
  const t = useTranslations("sheet-import");
  const queryClient = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const preview = useMutation({ mutationFn: sendSheetFiles });
  const store = useMutation({
    mutationFn: sendSheetFiles,
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const choose = (chosen: readonly File[]) => {
    store.reset();
    setFiles(chosen);
    if (chosen.length === 0) preview.reset();
    else preview.mutate({ files: chosen, dryRun: true });
  };
  const error = store.error ?? preview.error;
  const result = preview.data;
  return (
    <section className="max-w-[1024px] pt-5 pb-12" aria-labelledby="sheet-import">
      <div className="px-edge">
        <h2 id="sheet-import">{t("title")}</h2>
        <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      </div>
      {store.isSuccess ? (
        <StoredSheets result={store.data} onOther={() => choose([])} />
      ) : (
        <>
          <SheetFiles bytesMax={bytesMax} working={preview.isPending} onChoose={choose} />
          <div aria-live="polite">
            {error !== null && <Refused error={error} />}
            {error === null && result !== undefined && (
              <>
                {result.isSandbox && <Notice kind="warn" title={t("sandbox")} />}
                {result.questions.length > 0 && (
                  <Questions
                    questions={result.questions}
                    mayAccept={mayAccept}
                    onAgain={() => choose(files)}
                  />
                )}
                <SheetFindings findings={result.findings} />
                <SheetPreview
                  result={result}
                  working={store.isPending}
                  onStore={() => store.mutate({ files, dryRun: false })}
                />
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Refused({ error }: { error: Error }) {
  const rejected = rejectedSheetsOf(error);
  return rejected === null ? <ProblemNotice error={error} /> : <RejectedSheets {...rejected} />;
}

type QuestionsProps = Parameters<typeof OpenQuestions>[0] & {
  mayAccept: boolean;
  onAgain: () => void;
};

/** What is accepted counts from the next preview on. */
function Questions({ questions, mayAccept, onAgain }: QuestionsProps) {
  const t = useTranslations("sheet-import");
  if (!mayAccept) return <Notice kind="warn" title={t("ask-administrator")} />;
  return (
    <>
      <OpenQuestions questions={questions} />
      <p className="px-edge pt-3">
        <Button onClick={onAgain}>{t("again")}</Button>
      </p>
    </>
  );
}
