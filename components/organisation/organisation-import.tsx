"use client";

/**
 * Imports a file of the organisation. A dry run counts the changes or lists every wrong row; the
 * import itself stores all rows or none.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { downloadText } from "@/lib/client/download-text";
import { isApiError } from "@/lib/client/http";
import { importOrganisationFile, ORGANISATION_KEY } from "@/lib/client/organisation";
import type { ImportedOrganisation, Organisation } from "@/lib/contracts/organisation";
import type { Problem } from "@/lib/contracts/problem";
import { csvRow } from "@/lib/domain/report/csv";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { RejectedRows } from "./rejected-rows";

type OrganisationImportProps = {
  columns: readonly string[];
  organisation: Organisation;
  onClose: () => void;
};

export function OrganisationImport({ columns, organisation, onClose }: OrganisationImportProps) {
  const t = useTranslations("organisation.import");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: importOrganisationFile });
  const store = useMutation({
    mutationFn: importOrganisationFile,
    onSuccess: async (done) => {
      await queryClient.invalidateQueries({ queryKey: ORGANISATION_KEY });
      toast(t("done", pickCounts(done)));
      onClose();
    },
  });
  const error = store.error ?? preview.error;
  const rejected = findRejected(error);
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
      title={t("title")}
      description={t("hint", { columns: columns.join(",") })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            disabled={file === null || !preview.isSuccess || store.isError}
            working={store.isPending && t("saving")}
            onClick={() => file !== null && store.mutate({ file, dryRun: false })}
          >
            {t("do")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
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
          <Button
            onClick={() => downloadText("organisation.csv", writeRows(columns, organisation))}
          >
            {t("download")}
          </Button>
        </div>
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

function pickCounts({ added, changed, movedNodes, movedCentres }: ImportedOrganisation) {
  return { added, changed, moved: movedNodes + movedCentres };
}

/** The tree as it is shown, in the form of an import, to be edited and imported again. */
function writeRows(columns: readonly string[], { nodes, centres, date }: Organisation): string {
  const rows = [
    ...nodes.map(({ kind, id, name, parentId }) => [kind, id, name, parentId ?? "", date]),
    ...centres.map(({ id, name, nodeId }) => ["centre", id, name, nodeId ?? "", date]),
  ];
  return [[...columns], ...rows]
    .map((cells) => csvRow(cells.map((text) => ({ kind: "text", text }))))
    .join("");
}

/** It is null unless the server rejected rows of the file. */
function findRejected(error: Error | null): ImportedOrganisation["rejected"] | null {
  if (!isApiError(error) || error.problem.code !== "REJECTED_ROWS") return null;
  return (error.problem as Problem & Pick<ImportedOrganisation, "rejected">).rejected;
}
