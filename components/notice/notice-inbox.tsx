"use client";

/** Lists what the user is informed of; opening one, or a button, marks it as read. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { noticesQuery, readNotices } from "@/lib/client/notices";
import type { NoticeList, NoticeView } from "@/lib/contracts/notice";
import { describeNotice, titleValues } from "@/lib/domain/notice/describe";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export function NoticeInbox({ initial }: { initial: NoticeList }) {
  const t = useTranslations("notice");
  const queries = useQueryClient();
  const { data } = useQuery({ ...noticesQuery(), initialData: initial });
  const read = useMutation({
    mutationFn: readNotices,
    onSettled: () => queries.invalidateQueries({ queryKey: noticesQuery().queryKey }),
  });
  const { notices, unread } = data;
  const [newest] = notices;
  return (
    <>
      <div className="flex flex-wrap items-start gap-2 px-edge pt-5 pb-3">
        <div className="min-w-60 flex-1">
          <h1>{t("title")}</h1>
          <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
          <p className="text-sm">
            <PrefetchOnHoverLink href="/settings/notifications">{t("choose")}</PrefetchOnHoverLink>
          </p>
        </div>
        <span role="status" className="self-center text-sm text-ink-2">
          {t("unread", { count: unread })}
        </span>
        <Button
          disabled={unread === 0 || newest === undefined}
          onClick={() => newest !== undefined && read.mutate({ until: newest.madeAt })}
        >
          {t("mark-all")}
        </Button>
      </div>
      <ProblemNotice error={read.error} />
      {notices.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <ul aria-label={t("list")} className="border-t border-ink">
          {notices.map((notice) => (
            <NoticeRow
              key={notice.id}
              notice={notice}
              onRead={() => read.mutate({ ids: [notice.id] })}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function NoticeRow({ notice, onRead }: { notice: NoticeView; onRead: () => void }) {
  const t = useTranslations("notice");
  const language = useLocale();
  const title = t(`titles.${notice.kind}`, titleValues(notice));
  const isNew = notice.readAt === null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-rule px-edge py-3">
      <div className="min-w-60 flex-1">
        <PrefetchOnHoverLink
          href={notice.href}
          onClick={() => {
            if (isNew) onRead();
          }}
        >
          {isNew ? <b>{title}</b> : title}
        </PrefetchOnHoverLink>
        {isNew && (
          <span className="ml-2 rounded-sm bg-accent-wash px-1.5 text-xs text-accent">
            {t("new")}
          </span>
        )}
        <p className="text-sm text-ink-2">{describeNotice(notice, language)}</p>
        {notice.text !== null && notice.text !== "" && (
          <p className="max-w-[70ch] text-sm whitespace-pre-line">{notice.text}</p>
        )}
      </div>
      <Instant iso={notice.madeAt} className="text-sm text-ink-2" />
      {isNew && (
        <Button kind="bare" size="small" aria-label={t("mark-one", { title })} onClick={onRead}>
          {t("mark")}
        </Button>
      )}
    </li>
  );
}
