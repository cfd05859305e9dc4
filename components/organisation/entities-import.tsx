"use client";

/**
 * Imports a file of legal entities and their centres. A dry run counts the changes or lists every
 * wrong row; the import itself stores all rows or none.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  entityFileAddress,
  importEntityFile,
  LEGAL_ENTITIES_KEY,
} from "@/lib/client/legal-entities";
import type { ImportedEntities } from "@/lib/contracts/legal-entity-file";
import { useDownload } from "../export/use-download";
import { FileImportDialog } from "../file-import/file-import-dialog";
import { useFileImport } from "../file-import/use-file-import";
import { Button } from "../ui/button";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type EntitiesImportProps = { columns: readonly string[]; onClose: () => void };

export function EntitiesImport({ columns, onClose }: EntitiesImportProps) {
  const t = useTranslations("organisation.entities.import");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { download, start } = useDownload((name) => toast(t("downloaded", { name })));
  const importing = useFileImport(importEntityFile, async (done) => {
    await queryClient.invalidateQueries({ queryKey: LEGAL_ENTITIES_KEY });
    toast(t("done", pickCounts(done)));
    onClose();
  });
  const { found, rejected } = importing;
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
        <Button disabled={download.phase === "running"} onClick={() => start(entityFileAddress())}>
          {t("download")}
        </Button>
      }
      onClose={onClose}
    >
      <ProblemNotice
        error={
          download.phase === "failed" && download.error instanceof Error ? download.error : null
        }
      />
    </FileImportDialog>
  );
}

function pickCounts({ added, changed, assigned }: ImportedEntities) {
  return { added, changed, assigned };
}
