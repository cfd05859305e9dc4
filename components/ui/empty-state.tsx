/** Stands in for missing content: one sentence why, one what to do, one button. */
import type { ReactNode } from "react";

type EmptyStateProps = { title: ReactNode; hint?: ReactNode; action?: ReactNode };

export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className="grid max-w-[60ch] justify-items-start gap-2 px-edge py-8">
      <p className="text-md font-semibold">{title}</p>
      {hint !== undefined && <p className="text-ink-2">{hint}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
