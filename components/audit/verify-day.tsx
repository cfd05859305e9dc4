"use client";

/** Verifies one day on the server when it is asked for, and says in words what was found. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { verifyDay } from "@/lib/client/reconciliations";
import type { DayVerification } from "@/lib/contracts/audit";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useFindingText } from "./finding-text";

type VerifyDayProps = { centreId: string; date: string; currency: string | null };

/** The key makes the result that of one day: another day starts without one. */
export function VerifyDay(props: VerifyDayProps) {
  return <Verification key={`${props.centreId} ${props.date}`} {...props} />;
}

function Verification({ centreId, date, currency }: VerifyDayProps) {
  const t = useTranslations("audit.day-check");
  const check = useMutation({ mutationFn: () => verifyDay({ centreId, date }) });
  return (
    <div className="grid gap-3 [--edge:12px]">
      <p className="no-print">
        <Button
          size="small"
          working={check.isPending && t("verifying")}
          onClick={() => check.mutate()}
        >
          <Icon name="check" className="size-3.5" />
          {t("verify")}
        </Button>
      </p>
      {check.isError && <ErrorState error={check.error} />}
      {check.isSuccess && <Result result={check.data} currency={currency} />}
    </div>
  );
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
