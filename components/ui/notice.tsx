/**
 * Shows one line across the page: what is the case, since when, what is shown instead, what to do.
 */
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

type NoticeProps = {
  kind: "warn" | "info" | "error";
  title: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
};

export function Notice({ kind, title, action, children, className }: NoticeProps) {
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={classNames(
        "flex flex-wrap items-start gap-x-3 gap-y-2 border-y px-edge py-3",
        kind === "info"
          ? "border-rule bg-band"
          : "border-[color-mix(in_srgb,var(--uncounted)_35%,transparent)] bg-uncounted-wash",
        className,
      )}
    >
      <Icon
        name={kind === "info" ? "info" : "warn"}
        className={classNames("mt-0.5 size-4", kind === "info" ? "text-accent" : "text-uncounted")}
      />
      <div className="min-w-0 flex-1">
        <b>{title}</b>
        {children !== undefined && <div className="text-ink-2">{children}</div>}
      </div>
      {action !== undefined && <div className="flex shrink-0 gap-2 max-sm:w-full">{action}</div>}
    </div>
  );
}
