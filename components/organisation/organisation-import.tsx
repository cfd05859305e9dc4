"use client";

/**
 * Imports a file of the organisation. A dry run counts the changes or lists every wrong row; the
 * import itself stores all rows or none.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { downloadText } from "@/lib/client/download-text";
import {
  importOrganisationFile,
  ORGANISATION_KEY,
  readWholeOrganisation,
} from "@/lib/client/organisation";
import type { ImportedOrganisation, Organisation } from "@/lib/contracts/organisation";
import { csvRow } from "@/lib/domain/report/csv";
import { FileImportDialog } from "../file-import/file-import-dialog";
import { useFileImport } from "../file-import/use-file-import";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";

type OrganisationImportProps = {
  columns: readonly string[];
  organisation: Organisation;
  onClose: () => void;
};

export function OrganisationImport({ columns, organisation, onClose }: OrganisationImportProps) {
  const t = useTranslations("organisation.import");
  const toast = useToast();
  const queryClient = useQueryClient();
  const importing = useFileImport(importOrganisationFile, async (done) => {
    await queryClient.invalidateQueries({ queryKey: ORGANISATION_KEY });
    toast(t("done", pickCounts(done)));
    onClose();
  });
  const { found, rejected } = importing;
  const download = useMutation({
    mutationFn: async () =>
      organisation.outside === undefined ? organisation : readWholeOrganisation(organisation.date),
    onSuccess: (whole) => downloadText("organisation.csv", writeRows(columns, whole)),
    onError: (error) => toast(error.message),
  });
  return (
    <FileImportDialog
      importing={importing}
      title={t("title")}
      hint={t("hint", { columns: columns.join(",") })}
      summary={found && t("preview", pickCounts(found))}
      rejected={
        rejected?.map(({ code, facts, ...at }) => {
          return { ...at, reason: t(`reasons.${code}`, { facts }) };
        }) ?? null
      }
      beside={
        <Button working={download.isPending && t("downloading")} onClick={() => download.mutate()}>
          {t("download")}
        </Button>
      }
      onClose={onClose}
    />
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
