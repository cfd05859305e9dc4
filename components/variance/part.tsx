"use client";

/** Shows one view of the page: its title, a sentence about it, and its picture. */
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { classNames } from "../ui/class-names";
import { ErrorState } from "../ui/error-state";

type PartProps = {
  id: string;
  title: string;
  /** It describes what the picture shows. */
  finding?: ReactNode;
  /** It stands beside the title: a legend, or a choice. */
  beside?: ReactNode;
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  /** This class sets the height of the picture, so that nothing moves when it has loaded. */
  waiting?: string;
  className?: string;
  children?: ReactNode;
};

export function Part(props: PartProps) {
  const { id, title, finding, beside, query, waiting, className, children } = props;
  const t = useTranslations("variance");
  return (
    <section aria-labelledby={id} className={classNames("print:mb-6", className)}>
      <div className="mb-1 flex flex-wrap items-baseline gap-x-6 gap-y-1 print:break-after-avoid">
        <h2 id={id}>{title}</h2>
        {beside}
      </div>
      {query.isPending ? (
        <div className="@container">
          <div className={waiting ?? "h-40"} aria-busy="true">
            <p className="text-sm text-ink-3">{t("reading")}</p>
          </div>
        </div>
      ) : query.isError ? (
        <div className="-mx-edge">
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : (
        <>
          {finding !== undefined && (
            <p className="mb-2 max-w-[90ch] text-sm text-ink-2 print:break-after-avoid">
              {finding}
            </p>
          )}
          {children}
        </>
      )}
    </section>
  );
}

/** Shows the same figures as a table, also for screen readers. It is built when it is opened. */
export function AsTable({ children, label }: { label: string; children: ReactNode }) {
  const t = useTranslations("variance");
  const [wanted, setWanted] = useState(false);
  return (
    <details className="no-print mt-2 text-sm" onToggle={() => setWanted(true)}>
      <summary className="min-h-6 w-fit text-accent underline underline-offset-3 max-sm:min-h-11 max-sm:leading-[44px]">
        {t("as-table")}
        <span className="sr-only">: {label}</span>
      </summary>
      <div
        className="relative mt-1 max-h-96 overflow-auto"
        role="region"
        aria-label={`${t("as-table")}: ${label}`}
        tabIndex={0}
      >
        {wanted && children}
      </div>
    </details>
  );
}
