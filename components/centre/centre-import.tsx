"use client";

/**
 * Imports a file of centres. A dry run lists every rejected row first; the import itself stores all
 * rows or none.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { centresQuery, importCentreFile } from "@/lib/client/centres";
import { isApiError } from "@/lib/client/http";
import type { ImportedCentres } from "@/lib/contracts/centre";
import type { Problem } from "@/lib/contracts/problem";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

const ROWS_SHOWN_MAX = 100;

type CentreImportProps = { columns: readonly string[]; onClose: () => void };

export function CentreImport({ columns, onClose }: CentreImportProps) {
  const t = useTranslations("centre");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: importCentreFile });
  const store = useMutation({
    mutationFn: importCentreFile,
    onSuccess: async ({ created, changed }) => {
      await queryClient.invalidateQueries(centresQuery());
      toast(t("imported", { created, changed }));
      onClose();
    },
  });
  const error = store.error ?? preview.error;
  const rejected = findRejectedRows(error);

  const choose = (chosen: File | null) => {
    store.reset();
    preview.reset();
    setFile(chosen);
    if (chosen !== null) preview.mutate({ file: chosen, dryRun: true });
  };

  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("import-title")}
      description={t("import-hint", { columns: columns.join(",") })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            disabled={file === null || !preview.isSuccess || store.isError}
            working={store.isPending && t("saving")}
            onClick={() => file !== null && store.mutate({ file, dryRun: false })}
          >
            {t("import-do")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label={t("file")}>
          {(props) => (
            <Input
              {...props}
              type="file"
              accept=".csv,text/csv"
              className="py-1"
              onChange={(event) => choose(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <div role="status">
          {preview.isPending && t("looking")}
          {preview.isSuccess && !store.isError && t("preview", pickCounts(preview.data))}
        </div>
        <ProblemNotice error={rejected === null ? error : null} />
        {rejected !== null && <RejectedRows rejected={rejected} />}
      </div>
    </Dialog>
  );
}

function pickCounts({ created, changed, unchanged }: ImportedCentres) {
  return { created, changed, unchanged };
}

function RejectedRows({ rejected }: { rejected: ImportedCentres["rejected"] }) {
  const t = useTranslations("centre");
  const shown = rejected.slice(0, ROWS_SHOWN_MAX);
  return (
    <div role="alert">
      <p className="mb-2 font-medium">{t("rejected", { count: rejected.length })}</p>
      <table className="ledger">
        <caption className="sr-only">{t("rejected-caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, column, reason }, at) => (
            <tr key={at}>
              <td>{row}</td>
              <td>{column ?? ""}</td>
              <td className="whitespace-normal">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejected.length > shown.length && (
        <p className="mt-2 text-sm text-ink-2">
          {t("more-rejected", { count: rejected.length - shown.length })}
        </p>
      )}
    </div>
  );
}

/** It is null unless the server rejected rows of the file. */
function findRejectedRows(error: Error | null): ImportedCentres["rejected"] | null {
  if (!isApiError(error) || error.problem.code !== "REJECTED_ROWS") return null;
  return (error.problem as Problem & Pick<ImportedCentres, "rejected">).rejected;
}
