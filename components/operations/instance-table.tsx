"use client";

/** Lists the processes that serve and work, and the database that they share. */
import { useLocale, useTranslations } from "next-intl";
import type { InstanceRow, Operations } from "@/lib/contracts/operations";
import { formatBytes } from "@/lib/domain/format-bytes";
import { Instant, useInstantText } from "../ui/instant";
import { OperationsSection, OperationsTable } from "./operations-section";

type InstanceTableProps = {
  instances: readonly InstanceRow[];
  database: Operations["database"];
};

export function InstanceTable({ instances, database }: InstanceTableProps) {
  const t = useTranslations("operations.instances");
  const instant = useInstantText();
  const { version, startedAt, migrations, lastMigration, lastMigratedAt } = database;
  return (
    <OperationsSection
      title={t("title")}
      about={
        <>
          <p>{t("database", { version, at: instant(startedAt, "short") })}</p>
          <p className="break-words">
            {t("migrations", {
              count: migrations,
              name: lastMigration,
              at: lastMigratedAt === null ? "" : instant(lastMigratedAt, "short"),
            })}
          </p>
        </>
      }
    >
      {instances.length === 0 ? (
        <p className="border-t border-rule px-edge py-3 text-ink-2">{t("none")}</p>
      ) : (
        <OperationsTable
          caption={t("title")}
          columns={[
            { label: t("host") },
            { label: t("state") },
            { label: t("jobs"), isHiddenOnPhones: true },
            { label: t("version"), isHiddenOnPhones: true },
            { label: t("clock"), isHiddenOnPhones: true },
            { label: t("disk"), isNumber: true },
            { label: t("started"), isHiddenOnPhones: true },
            { label: t("seen"), isHiddenOnPhones: true },
          ]}
        >
          {instances.map((instance) => (
            <Row key={instance.id} instance={instance} />
          ))}
        </OperationsTable>
      )}
    </OperationsSection>
  );
}

function Row({ instance }: { instance: InstanceRow }) {
  const t = useTranslations("operations.instances");
  const language = useLocale();
  const { host, processId, state, worksOnJobs, version, build, nodeVersion } = instance;
  const { clockAheadSeconds: ahead, diskFreeBytes: free, diskTotalBytes: total } = instance;
  const isAlive = state === "running" || state === "ending";
  return (
    <tr>
      <th scope="row" className="py-1 break-all whitespace-normal">
        {host}
        <span className="block text-xs font-normal text-ink-3">
          {t("process", { id: String(processId) })}
        </span>
      </th>
      <td className={state === "lost" ? "text-uncounted" : undefined}>{t(`states.${state}`)}</td>
      <td className="max-sm:hidden">{isAlive ? t(worksOnJobs ? "works" : "works-not") : ""}</td>
      <td className="max-sm:hidden">
        {version}
        <span className="block text-xs text-ink-3">
          {[build?.slice(0, 8), `Node.js ${nodeVersion}`].filter(Boolean).join(", ")}
        </span>
      </td>
      <td className="max-sm:hidden">
        {ahead === 0
          ? t("clock-right")
          : t(ahead > 0 ? "clock-ahead" : "clock-behind", { seconds: Math.abs(ahead) })}
      </td>
      <td className="num">
        {free === null || total === null
          ? ""
          : t("disk-free", {
              free: formatBytes(free, language),
              total: formatBytes(total, language),
            })}
      </td>
      <td className="max-sm:hidden">
        <Instant iso={instance.startedAt} />
      </td>
      <td className="max-sm:hidden">
        <Instant iso={instance.seenAt} />
      </td>
    </tr>
  );
}
