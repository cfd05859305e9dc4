"use client";

/** Lists the messages of a line, the oldest first, with their photos. */
import { useTranslations } from "next-intl";
import { photoAddress } from "@/lib/client/threads";
import type { MessageView, Thread } from "@/lib/contracts/thread";
import { splitMentions } from "@/lib/domain/thread/mention";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { StoredImage } from "../ui/stored-image";
import { Instant } from "../ui/instant";

type ThreadMessagesProps = { thread: Thread; onUse?: ((text: string) => void) | undefined };

export function ThreadMessages({ thread, onUse }: ThreadMessagesProps) {
  const t = useTranslations("thread");
  const { messages } = thread;
  if (messages.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  const lastReply = messages.findLast(({ kind }) => kind === "reply");
  return (
    <ol aria-label={t("messages")} className="border-t border-rule-strong">
      {messages.map((message) => (
        <li key={message.number} className="border-b border-rule py-2.5">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <b>{message.by.name}</b>
            <span className="text-xs text-ink-2">{t(`kinds.${message.kind}`)}</span>
            <Instant iso={message.at} className="ml-auto text-xs text-ink-3" />
          </p>
          <MessageText message={message} />
          <Photos message={message} thread={thread} />
          {onUse !== undefined && message === lastReply && message.text !== "" && (
            <Button className="mt-2 max-sm:w-full" onClick={() => onUse(message.text)}>
              {t("use")}
            </Button>
          )}
        </li>
      ))}
      {thread.waiting && thread.verdict !== null && (
        <li className="flex items-center gap-1.5 py-2 text-xs text-ink-2">
          <Icon name="history" className="size-3.5" />
          {t("waiting")}
        </li>
      )}
    </ol>
  );
}

function MessageText({ message }: { message: MessageView }) {
  const names = message.mentions.map(({ name }) => name);
  return (
    <p className="break-words whitespace-pre-wrap">
      {splitMentions(message.text, names).map((part, at) =>
        part.isMention ? (
          <b key={at} className="text-accent">
            {part.text}
          </b>
        ) : (
          <span key={at}>{part.text}</span>
        ),
      )}
    </p>
  );
}

function Photos({ message, thread }: { message: MessageView; thread: Thread }) {
  if (message.attachments.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-3">
      {message.attachments.map(({ id, fileName, contentType }) => {
        const address = photoAddress(thread, id);
        return (
          <li key={id} className="min-w-0">
            <a href={address} target="_blank" rel="noopener" className="flex items-center gap-2">
              {contentType.startsWith("image/") ? (
                <StoredImage
                  src={address}
                  alt=""
                  loading="lazy"
                  width={120}
                  height={84}
                  className="h-[84px] w-[120px] border border-rule-strong bg-band object-cover"
                />
              ) : (
                <Icon name="clip" className="size-3.5 text-ink-3" />
              )}
              <span className="text-xs wrap-anywhere">{fileName}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
