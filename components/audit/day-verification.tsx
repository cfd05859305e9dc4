"use client";

/** Says in words what the verification of one day found. */
import { useTranslations } from "next-intl";
import type { DayVerification } from "@/lib/contracts/audit";
import { Notice } from "../ui/notice";
import { useFindingText } from "./finding-text";

type DayVerificationProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** It is undefined until the day has been verified. */
  result: DayVerification | undefined;
  currency: string | null;
};

export function DayVerificationResult({ result, currency }: DayVerificationProps) {
  return result === undefined ? null : <Result {...{ result, currency }} />;
}

type ResultProps = { result: DayVerification; currency: string | null };

function Result({ result, currency }: ResultProps) {
  const t = useTranslations("audit.day-check");
  const { ok, complete, isArchived, entries, lines } = result;
  if (!ok) return <Differences {...{ result, currency }} />;
  return (
    <Notice kind={complete ? "info" : "warn"} title={t("holds", { entries, lines })}>
      {complete ? <Chain result={result} /> : t(isArchived ? "archived" : "incomplete")}
    </Notice>
  );
}

function Chain({ result: { entries, head } }: { result: DayVerification }) {
  const t = useTranslations("audit.day-check");
  if (entries === 0) return t("nothing");
  if (head === null) return t("chain-local");
  return <span className="wrap-anywhere">{t("chain", { head: `${head.id}:${head.hash}` })}</span>;
}

function Differences({ result, currency }: ResultProps) {
  const t = useTranslations("audit.day-check");
  const faults = useTranslations("audit.proof.faults");
  const findingText = useFindingText(currency);
  const { findings, findingCount, firstBroken } = result;
  const rest = findingCount - findings.length;
  return (
    <Notice kind="error" title={t("differs", { count: findingCount })}>
      <ul className="grid list-disc gap-1 py-1 pl-4 text-ink">
        {firstBroken !== null && <li>{faults(firstBroken.fault, { id: firstBroken.id })}</li>}
        {findings.map((finding, index) => (
          <li key={index}>{findingText(finding)}</li>
        ))}
        {rest > 0 && <li>{t("more", { count: rest })}</li>}
      </ul>
      {t("untouched")}
    </Notice>
  );
}
