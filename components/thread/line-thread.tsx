"use client";

/**
 * Shows who has a line until when, and what people wrote about it, with the forms to change both.
 * It loads by itself, so that a page places it as one element.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { readThread, threadQuery } from "@/lib/client/threads";
import type { LineAddress, Thread } from "@/lib/contracts/thread";
import { formatMoney } from "@/lib/domain/format";
import { ErrorState } from "../ui/error-state";
import { AssignmentForm } from "./assignment-form";
import { MessageForm } from "./message-form";
import { ThreadMessages } from "./thread-messages";

type LineThreadProps = {
  line: LineAddress;
  /** Makes the text of a reply the explanation of the line; absent where nothing is explained. */
  onUse?: ((text: string) => void) | undefined;
};

export function LineThread({ line, onUse }: LineThreadProps) {
  const t = useTranslations("thread");
  const client = useQueryClient();
  const { data: thread, error, refetch } = useQuery(threadQuery(line));
  useReading(line, thread);
  if (thread === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <p className="min-h-24 text-ink-2">{t("loading")}</p>;
  }
  const show = (next: Thread) => {
    client.setQueryData(threadQuery(line).queryKey, next);
    void client.invalidateQueries({ queryKey: ["today"] });
    void client.invalidateQueries({ queryKey: ["questions"] });
  };
  const reload = () => void refetch();
  return (
    <div className="grid gap-3">
      {!thread.may.ask && thread.verdict === null && <CountOfReader thread={thread} />}
      <AssignmentForm
        key={thread.assignment?.version ?? 0}
        {...{ line, thread }}
        onSaved={show}
        onConflict={reload}
      />
      <ThreadMessages thread={thread} onUse={onUse} />
      {thread.may.reply && thread.state !== "closed" && (
        <MessageForm {...{ line, thread }} onSent={show} />
      )}
    </div>
  );
}

/** A reader who may not see what is expected gets the count alone. */
function CountOfReader({ thread }: { thread: Thread }) {
  const t = useTranslations("thread");
  const language = useLocale();
  const { countedMinor, currency } = thread;
  if (countedMinor === null) return <p className="text-ink-2">{t("not-counted")}</p>;
  const amount = `${formatMoney(countedMinor, currency, language)} ${currency}`;
  return <p>{t("counted", { amount })}</p>;
}

/** What is on the screen has been read, so that it needs nobody's attention any more. */
function useReading(line: LineAddress, thread: Thread | undefined) {
  const client = useQueryClient();
  const sent = useRef(0);
  const last = thread?.messages.at(-1)?.number ?? 0;
  const unread = thread !== undefined && last > thread.readNumber;
  useEffect(() => {
    if (!unread || sent.current >= last) return;
    sent.current = last;
    readThread(line, last)
      .then(() => client.invalidateQueries({ queryKey: ["today"] }))
      .catch(() => {
        // It is read again when the thread is shown the next time.
        sent.current = 0;
      });
  }, [client, line, last, unread]);
}
