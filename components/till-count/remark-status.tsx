"use client";

/** Tells where a note and its photos are: waiting on this device, or refused and why. */
import { useTranslations } from "next-intl";
import { ApiError } from "@/lib/client/http";
import { lacksPhotos, type Remark } from "@/lib/client/count-remark";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Icon } from "../ui/icon";

type RemarkStatusProps = {
  remark: Remark;
  isCountWaiting: boolean;
  onChange: () => void;
  onDiscard: () => void;
};

export function RemarkStatus({ remark, isCountWaiting, onChange, onDiscard }: RemarkStatusProps) {
  const t = useTranslations("till-count.remark");
  if (remark.state === "draft") return null;
  const isRefused = remark.state === "refused";
  return (
    <div
      role={isRefused ? "alert" : "status"}
      className="flex items-start gap-2.5 bg-uncounted-wash px-3 py-2.5 text-sm"
    >
      <Icon
        name={isRefused ? "warn" : "history"}
        className="mt-0.5 size-4 shrink-0 text-uncounted"
      />
      <span className="min-w-0 flex-1">
        <StatusText {...{ remark, isCountWaiting }} />
      </span>
      {!isRefused && (
        <Button kind="bare" onClick={onChange}>
          {t("change")}
        </Button>
      )}
      {isRefused && (
        <Button kind="bare" onClick={onDiscard}>
          {t("discard")}
        </Button>
      )}
    </div>
  );
}

type StatusTextProps = Pick<RemarkStatusProps, "remark" | "isCountWaiting">;

function StatusText({ remark, isCountWaiting }: StatusTextProps) {
  const t = useTranslations("till-count.remark");
  const { problem, state, photos } = remark;
  const why = useProblemText(problem === null ? null : new ApiError(problem));
  if (lacksPhotos(remark)) return t("photos-gone", { count: photos.length });
  if (state === "refused") return t("refused", { why: why.sentence });
  if (isCountWaiting) return t("after-count");
  return t(navigator.onLine ? "sending" : "offline");
}
