"use client";

/**
 * Imports a file of the organisation. A dry run counts the changes or lists every wrong row; the
 * import itself stores all rows or none.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { downloadText } from "@/lib/client/download-text";
import { importOrganisationFile, ORGANISATION_KEY } from "@/lib/client/organisation";
import type { ImportedOrganisation, Organisation } from "@/lib/contracts/organisation";
import { csvRow } from "@/lib/domain/report/csv";
import { FileImportDialog } from "../file-import/file-import-dialog";
import { RejectedRows } from "../file-import/rejected-rows";
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
  return (
    <FileImportDialog
      importing={importing}
      texts={{
        title: t("title"),
        hint: t("hint", { columns: columns.join(",") }),
        file: t("file"),
        looking: t("looking"),
        cancel: t("cancel"),
        store: t("do"),
        storing: t("saving"),
      }}
      isReady={found !== null}
      summary={found && t("preview", pickCounts(found))}
      beside={
        <Button onClick={() => downloadText("organisation.csv", writeRows(columns, organisation))}>
          {t("download")}
        </Button>
      }
      onClose={onClose}
    >
      {rejected !== null && (
        <RejectedRows
          heading={t("rejected", { count: rejected.length })}
          rows={rejected.map(({ code, facts, ...at }) => ({
            ...at,
            reason: t(`reasons.${code}`, { facts }),
          }))}
        />
      )}
    </FileImportDialog>
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
