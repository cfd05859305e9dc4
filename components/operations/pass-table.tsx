"use client";

/** Lists the last passes over Cashrec, with why parts of them failed. */
import { useTranslations } from "next-intl";
import type { Operations, PassRow } from "@/lib/contracts/operations";
import { Icon } from "../ui/icon";
import { Instant, useInstantText } from "../ui/instant";
import { OperationsSection, OperationsTable } from "./operations-section";

type PassTableProps = { passes: readonly PassRow[]; upstream: Operations["upstream"] };

export function PassTable({ passes, upstream }: PassTableProps) {
  const t = useTranslations("operations.passes");
  const instant = useInstantText();
  const { status, host, lastReadAt, pause } = upstream;
  return (
    <OperationsSection
      title={t("title")}
      about={
        <>
          <p>
            {t(`upstream.${status}`, { host: host ?? "" })}{" "}
            {lastReadAt === null
              ? t("never-read")
              : t("last-read", { at: instant(lastReadAt, "short") })}
          </p>
          {pause !== null && <p className="text-uncounted">{pause}</p>}
        </>
      }
    >
      {passes.length === 0 ? (
        <p className="border-t border-rule px-edge py-3 text-ink-2">{t("none")}</p>
      ) : (
        <OperationsTable
          caption={t("title")}
          columns={[
            { label: t("started") },
            { label: t("by"), isHiddenOnPhones: true },
            { label: t("result") },
            { label: t("days"), isNumber: true },
          ]}
        >
          {passes.map((pass) => (
            <Row key={pass.id} pass={pass} />
          ))}
        </OperationsTable>
      )}
    </OperationsSection>
  );
}

function Row({ pass }: { pass: PassRow }) {
  const t = useTranslations("operations.passes");
  const { state, isRequested, createdAt, days, failedDays, reasons } = pass;
  const isFailed = failedDays > 0 || state === "failed";
  return (
    <tr>
      <td>
        <Instant iso={createdAt} />
      </td>
      <td className="max-sm:hidden">{t(isRequested ? "by-person" : "by-schedule")}</td>
      <td className="py-1 whitespace-normal">
        <span className="flex items-start gap-1.5">
          {(isFailed || state === "done") && (
            <Icon
              name={isFailed ? "warn" : "check"}
              className={`mt-0.5 size-3.5 ${isFailed ? "text-uncounted" : "text-matched"}`}
            />
          )}
          <span>
            {failedDays > 0 ? t("failed-days", { count: failedDays }) : t(`states.${state}`)}
            {reasons.map(({ code, message, days: count }) => (
              <span key={`${code} ${message}`} className="block text-ink-2">
                {t("reason", { message: message === "" ? code : message, count })}
              </span>
            ))}
          </span>
        </span>
      </td>
      <td className="num">{days}</td>
    </tr>
  );
}
