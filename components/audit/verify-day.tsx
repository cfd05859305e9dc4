"use client";

/** Verifies one day on the server when it is asked for, and says in words what was found. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { verifyDay } from "@/lib/client/reconciliations";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { lazyOverlay } from "../ui/lazy-overlay";

/** Few verify a day, and whoever does waits for it anyway. */
const Result = lazyOverlay(
  () => import("./day-verification").then((module) => module.DayVerificationResult),
  ["audit"],
);

type VerifyDayProps = { centreId: string; date: string; currency: string | null };

/** The key makes the result that of one day: another day starts without one. */
export function VerifyDay(props: VerifyDayProps) {
  return <Verification key={`${props.centreId} ${props.date}`} {...props} />;
}

function Verification({ centreId, date, currency }: VerifyDayProps) {
  const t = useTranslations("activity");
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
      <Result
        open={check.isSuccess}
        onOpenChange={check.reset}
        result={check.data}
        currency={currency}
      />
    </div>
  );
}
