"use client";

/**
 * Writes a message: a question to the centre or a comment for colleagues, or a reply. What was
 * typed survives every failure.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { addMessage } from "@/lib/client/threads";
import type { LineAddress, Thread } from "@/lib/contracts/thread";
import { pickMentioned } from "@/lib/domain/thread/mention";
import { MESSAGE_REFUSALS, type MessageKind } from "@/lib/domain/thread/message";
import { Button } from "../ui/button";
import { useRefusalSentence } from "../ui/use-refusal-sentence";
import { MentionField } from "./mention-field";
import { type Photo, PhotoPicker } from "./photo-picker";
import { makeSendOnce } from "@/lib/client/attempts";

type MessageFormProps = {
  line: LineAddress;
  thread: Thread;
  onSent: (thread: Thread) => void;
};

export function MessageForm({ line, thread, onSent }: MessageFormProps) {
  const t = useTranslations("thread.form");
  const mayAsk = thread.may.ask;
  const [kind, setKind] = useState<MessageKind>(mayAsk ? "question" : "reply");
  const [text, setText] = useState("");
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const people = thread.people.filter(({ seesExpected }) => kind !== "comment" || seesExpected);
  const [sendOnce] = useState(makeSendOnce);
  const sending = useMutation({
    mutationFn: () => {
      const { centreId, date, ...position } = line;
      const mentionIds = pickMentioned(text, people).map(({ id }) => id);
      const attachmentIds = photos.map(({ id }) => id);
      const message = { ...position, kind, text: text.trim(), mentionIds, attachmentIds };
      const send = (body: typeof message, key: string) => addMessage({ centreId, date }, body, key);
      return sendOnce(send, message);
    },
    onSuccess: (next) => {
      setText("");
      setPhotos([]);
      onSent(next);
    },
  });
  const isEmpty = text.trim() === "" && photos.length === 0;
  const send = () => {
    if (!isEmpty && !sending.isPending) sending.mutate();
  };
  return (
    <form
      method="post"
      className="no-print grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mayAsk && <KindChoice kind={kind} onKind={setKind} />}
      <MentionField
        label={t(`labels.${kind}`)}
        hint={t(`hints.${kind}`)}
        error={useRefusalSentence(sending.error, {
          reasons: MESSAGE_REFUSALS,
          text: (reason) => t(`refusals.${reason}`),
        })}
        {...{ text, people }}
        onText={setText}
        onSend={send}
      />
      <div className="flex flex-wrap items-start gap-2">
        <Button
          type="submit"
          {...(mayAsk ? {} : { kind: "do" as const })}
          disabled={isEmpty}
          working={sending.isPending && t("sending")}
          className="max-sm:h-11 max-sm:grow"
        >
          {t(`send.${kind}`)}
        </Button>
        <PhotoPicker line={line} photos={photos} onPhotos={setPhotos} />
      </div>
      <p role="status" className="sr-only">
        {sending.isSuccess && t("sent")}
      </p>
    </form>
  );
}

type KindChoiceProps = { kind: MessageKind; onKind: (kind: MessageKind) => void };

function KindChoice({ kind, onKind }: KindChoiceProps) {
  const t = useTranslations("thread.form");
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="sr-only">{t("to")}</legend>
      {(["question", "comment"] as const).map((one) => (
        <label key={one} className="inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11">
          <input
            type="radio"
            name={name}
            value={one}
            checked={kind === one}
            onChange={() => onKind(one)}
          />
          {t(`kinds.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
