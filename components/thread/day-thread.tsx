"use client";

/**
 * Tells on the day page who has the line and whether it is talked about, and opens the thread. Its
 * code loads when it is opened, because most lines have none.
 */
import { useLocale, useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { LineAddress, ThreadSummary } from "@/lib/contracts/thread";
import { formatBusinessDate } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { AddedMessages, useLazyMessages } from "../ui/lazy/lazy-messages";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";

const threadModule = lazyModule(() => import("./line-thread").then((module) => module.LineThread));

type DayThreadProps = {
  line: LineAddress;
  summary: ThreadSummary | undefined;
  /** Whether the reader may write or assign. Others open a thread only where there is one. */
  may: boolean;
  onUse?: ((text: string) => void) | undefined;
};

export function DayThread({ line, summary, may, onUse }: DayThreadProps) {
  const t = useTranslations("day.thread");
  const [open, setOpen] = useState(false);
  const { module: LineThread, status } = useLazyModule(threadModule, open);
  const messages = useLazyMessages(["thread"], open);
  // A past moment has its summary, but the thread itself is that of the present.
  const isPast = useSearchParams().has("asOf");
  if (!may && summary === undefined) return null;
  return (
    <section aria-labelledby="line-thread" className="mt-6">
      <h3 id="line-thread" className="mb-1 font-medium! text-ink-2">
        {t("title")}
      </h3>
      <div className="border-t border-rule-strong pt-2">
        {!open && (
          <>
            <SummaryText summary={summary} />
            {!isPast && (
              <Button className="no-print max-sm:w-full" onClick={() => setOpen(true)}>
                {t(summary === undefined ? "open-new" : "open")}
              </Button>
            )}
          </>
        )}
        {open && LineThread !== null && messages.module !== null && (
          <AddedMessages own={messages.module}>
            <LineThread line={line} onUse={onUse} />
          </AddedMessages>
        )}
        {open && (LineThread === null || messages.module === null) && (
          <p role="status" className="min-h-24 text-ink-2">
            {t([status, messages.status].includes("failed") ? "lost" : "loading")}
          </p>
        )}
      </div>
    </section>
  );
}

function SummaryText({ summary }: { summary: ThreadSummary | undefined }) {
  const t = useTranslations("day.thread");
  const language = useLocale();
  if (summary === undefined) return null;
  const { assignee, dueOn, messages, waiting } = summary;
  const due = dueOn === null ? "" : formatBusinessDate(dueOn, language, "short");
  return (
    <p className="mb-2">
      {assignee !== null && <span>{t("assigned", { name: assignee, due })} </span>}
      {messages > 0 && (
        <span className="text-ink-2">
          {t("count", { messages })}
          {waiting && `, ${t("waiting-brief")}`}
        </span>
      )}
    </p>
  );
}
