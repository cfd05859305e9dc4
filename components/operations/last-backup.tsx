"use client";

/** Shows when the database was backed up last, and whether what was written since is received. */
import { useLocale, useTranslations } from "next-intl";
import type { BackupLog, LastBackup as Backup } from "@/lib/contracts/last-backup";
import { formatBytes } from "@/lib/domain/format-bytes";
import { useInstantText } from "../ui/instant";
import { OperationsFinding, OperationsSection } from "./operations-section";

type LastBackupProps = { backup: Backup | null; log: BackupLog | null };

export function LastBackup({ backup, log }: LastBackupProps) {
  const t = useTranslations("operations.backup");
  const instant = useInstantText();
  const language = useLocale();
  const size = (bytes: number) => formatBytes(bytes, language);
  return (
    <OperationsSection
      title={t("title")}
      about={
        backup === null ? (
          <p>{t("not-yet")}</p>
        ) : (
          <>
            <p>{t("last", { at: instant(backup.endedAt, "short"), size: size(backup.bytes) })}</p>
            <p>
              {t(`kinds.${backup.kind}`)} {t(backup.hasSecrets ? "secrets" : "no-secrets")}
            </p>
          </>
        )
      }
    >
      {backup !== null && (
        // A backup whose files are not what was written is not noted.
        <OperationsFinding isGood text={t("verified")} />
      )}
      {log !== null && (
        <OperationsFinding
          isGood={log.isReceived}
          text={t(log.isReceived ? "log-received" : "log-not-received", {
            size: size(log.behindBytes),
          })}
        />
      )}
    </OperationsSection>
  );
}
