"use client";

/**
 * Imports a file of centres. A dry run lists every rejected row first; the import itself stores all
 * rows or none.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CENTRES_KEY, importCentreFile } from "@/lib/client/centres";
import type { ImportedCentres } from "@/lib/contracts/centre";
import { FileImportDialog } from "../file-import/file-import-dialog";
import { useFileImport } from "../file-import/use-file-import";
import { useToast } from "../ui/toast";

type CentreImportProps = { columns: readonly string[]; onClose: () => void };

export function CentreImport({ columns, onClose }: CentreImportProps) {
  const t = useTranslations("centre");
  const toast = useToast();
  const queryClient = useQueryClient();
  const importing = useFileImport(importCentreFile, async ({ created, changed }) => {
    await queryClient.invalidateQueries({ queryKey: CENTRES_KEY });
    toast(t("imported", { created, changed }));
    onClose();
  });
  const { found, rejected } = importing;
  return (
    <FileImportDialog
      importing={importing}
      title={t("import-title")}
      hint={t("import-hint", { columns: columns.join(",") })}
      summary={found && t("preview", pickCounts(found))}
      rejected={rejected}
      onClose={onClose}
    />
  );
}

function pickCounts({ created, changed, unchanged }: ImportedCentres) {
  return { created, changed, unchanged };
}
