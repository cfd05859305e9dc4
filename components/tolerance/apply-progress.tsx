"use client";

/** Shows the progress of a rule that concerns many open days and takes a while to reach them. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toleranceProgressQuery } from "@/lib/client/tolerances";
import { Progress } from "../ui/progress";

export function ApplyProgress() {
  const t = useTranslations("tolerance");
  const { data } = useQuery(toleranceProgressQuery());
  if (data === undefined || data.total === 0) return null;
  return (
    <div className="max-w-[60ch] px-edge pb-3">
      <Progress
        done={data.done}
        total={data.total}
        label={t("applying")}
        hint={t("applying-hint")}
      />
    </div>
  );
}
